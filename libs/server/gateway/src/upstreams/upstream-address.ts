import { isIP } from 'node:net';
import { lookUp, whyNeverCalled } from '@postern/requests';
import { refused } from '../gateway-errors.js';

/** RFC 1123 labels, with the underscore that container networks use. */
const hostName = /^(?=.{1,253}$)[a-z\d_](?:[a-z\d_-]*[a-z\d_])?(?:\.[a-z\d_](?:[a-z\d_-]*[a-z\d_])?)*$/;
const basePath = /^(?:\/[A-Za-z\d._~-]+)*\/?$/;
const mostAddresses = 8;

/**
 * An upstream's URL in one spelling, without a slash at its end.
 *
 * @throws InvalidError `request.invalid` for anything but `http(s)://host[:port][/path]`
 */
export const parseUpstreamUrl = (text: string, path = 'url'): string => {
  const wrong = (message: string) => refused('request.invalid', path, message);
  if (!/^https?:\/\//i.test(text)) throw wrong('must begin with https:// or http://');
  if (!URL.canParse(text)) throw wrong('is not a URL');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw wrong('must not hold a user or a password');
  if (/[?#]/.test(text)) throw wrong('must not have a query or a fragment');
  if (!isHost(url.hostname)) throw wrong('has a host that is neither a name nor an address');
  if (!basePath.test(url.pathname)) throw wrong('may have letters, digits and ._~- in its path, and nothing else');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
const isHost = (host: string): boolean => isIP(unbracketed(host)) !== 0 || hostName.test(host);

/** @throws InvalidError `request.invalid` */
export const parseServerName = (text: string, path = 'serverName'): string => {
  const name = text.trim().toLowerCase();
  if (!hostName.test(name)) throw refused('request.invalid', path, 'must be a DNS name');
  return name;
};

/**
 * IP addresses of a URL's host. Found here and not by Nginx, which would refuse to start while one name is unknown.
 *
 * @throws InvalidError `request.invalid` when there are none, `gateway.address_refused` when no upstream may be at one of them
 */
export const findAddresses = async (url: string, path = 'url'): Promise<readonly string[]> => {
  const host = unbracketed(new URL(url).hostname);
  const addresses = await lookUp(host);
  if (addresses.length === 0) throw refused('request.invalid', path, `has a host that no name server knows: ${host}`);
  for (const address of addresses) {
    const reason = whyNeverCalled(address);
    if (reason !== undefined) throw refused('gateway.address_refused', path, `leads to ${address}, which ${reason}`);
  }
  return addresses.slice(0, mostAddresses);
};
