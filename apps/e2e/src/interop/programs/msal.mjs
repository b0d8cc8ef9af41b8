// eslint-disable-next-line @nx/enforce-module-boundaries -- its test installs it beside this program
import { ConfidentialClientApplication } from '@azure/msal-node';

const { issuer, clientId, privateKey, thumbprintSha256, x5c, api, userToken } = JSON.parse(process.env.INPUT);
let requests = 0;
const { fetch } = globalThis;
const counting = async (url, method, options) => {
  if (new URL(url).pathname.endsWith('/token')) requests += 1;
  const answer = await fetch(url, { ...options, method });
  return { headers: Object.fromEntries(answer.headers), body: await answer.json(), status: answer.status };
};
const app = new ConfidentialClientApplication({
  auth: {
    clientId,
    authority: issuer,
    knownAuthorities: [new URL(issuer).host],
    clientCertificate: { privateKey, thumbprintSha256, ...(x5c && { x5c }) },
  },
  system: {
    protocolMode: 'OIDC',
    networkClient: {
      sendGetRequestAsync: (url, options) => counting(url, 'GET', options),
      sendPostRequestAsync: (url, options) => counting(url, 'POST', options),
    },
  },
});

const count = async (action) => {
  const before = requests;
  const { fromCache, scopes, accessToken } = await action();
  return { requests: requests - before, fromCache, scopes, hasToken: Boolean(accessToken) };
};
const alone = (scope, skipCache = false) =>
  count(() => app.acquireTokenByClientCredential({ scopes: [`${api}/${scope}`], skipCache }));
const delegated = (scope) =>
  count(() => app.acquireTokenOnBehalfOf({ scopes: [`${api}/${scope}`], oboAssertion: userToken }));

const results = [];
results.push(await alone('.default'), await alone('.default'), await alone('read', true));
for (let repeat = 0; repeat < 3; repeat += 1) results.push(await alone('.default', true));
results.push(await delegated('read'), await delegated('read'), await delegated('.default'));
console.log(JSON.stringify(results));
