import { createHash, randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { connect } from 'node:tls';
import type { GatewayApi } from '@postern/contracts';
import type { Issued } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import { expect } from 'vitest';
import { callerTls } from './calls.js';

/** Lets an upstream speak WebSocket (RFC 6455 §4.2.2), as far as to send back what comes. */
export const speakWebSocket = (upstream: Server): void => {
  upstream.on('upgrade', ({ headers }, socket) => {
    const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}`;
    socket.write(`${head}\r\n\r\n`);
    socket.on('data', (data) => socket.write(data));
    socket.on('error', () => undefined);
  });
};

/** Open when it resolves; the upstream sends everything back. */
export const openWebSocket = async (postern: PosternConfig, { draft }: GatewayApi, certificate: Issued) => {
  const port = Number(new URL(postern.origins.gateway).port);
  const socket = connect({ ...callerTls(postern, certificate), port });
  const received: string[] = [];
  socket.on('data', (data: Buffer) => received.push(data.toString('latin1')));
  socket.on('error', () => undefined);
  const key = randomBytes(16).toString('base64');
  const lines = [
    `GET ${draft.pathPrefix} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
  ];
  socket.write(`${[...lines, 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`].join('\r\n')}\r\n\r\n`);
  await expect.poll(() => received.join('')).toContain('HTTP/1.1 101');
  return { socket, received };
};
