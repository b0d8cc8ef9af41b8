import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** The upstream of both sides: Node's own https with a certificate asked of whoever calls. Started as a process of its own. */
const { UPSTREAM_CERT = '', UPSTREAM_KEY = '', UPSTREAM_CLIENT_CA = '' } = process.env;
const body = JSON.stringify({ orders: [{ id: 1, total: '12.50' }] });

const server = createServer(
  {
    cert: readFileSync(UPSTREAM_CERT),
    key: readFileSync(UPSTREAM_KEY),
    ca: readFileSync(UPSTREAM_CLIENT_CA),
    requestCert: true,
    rejectUnauthorized: true,
  },
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  },
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
