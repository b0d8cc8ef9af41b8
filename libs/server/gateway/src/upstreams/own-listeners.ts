import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { lookUp } from '@postern/requests';
import { GatewayConfig } from '../gateway.config.js';

const hostAndPort = /^(?<host>\[[^\]]+\]|[^/:]+):(?<port>\d+)$/;
const everywhere = new Set(['0.0.0.0', '::']);
const isLoopback = (address: string): boolean => address === '::1' || /^127\./.test(address);

/** A socket or listener: host, or addresses, and port. */
interface Place {
  readonly host: string;
  readonly port: number;
}

/** Addresses of Postern itself: no call may be forwarded to them, which would loop or bypass Nginx. */
@Injectable()
export class OwnListeners {
  private readonly places: readonly Place[];

  constructor(server: ServerConfig, gateway: GatewayConfig) {
    const { hostname, port } = new URL(gateway.GATEWAY_ORIGIN);
    const { PUBLIC_SOCKET, MTLS_SOCKET, CLIENTS_SOCKET, METRICS_SOCKET } = server;
    const sockets = [PUBLIC_SOCKET, MTLS_SOCKET, CLIENTS_SOCKET, METRICS_SOCKET, gateway.GATEWAY_SOCKET];
    this.places = [{ host: unbracketed(hostname), port: Number(port || 443) }, ...sockets.flatMap(placeOf)];
  }

  /** Whether one of an upstream's addresses is one of Postern's own. */
  async include(addresses: readonly string[], port: number): Promise<boolean> {
    for (const { host } of this.places.filter((place) => place.port === port)) {
      if (everywhere.has(host) && addresses.some(isLoopback)) return true;
      const own = await lookUp(host);
      if (addresses.some((address) => own.includes(plain(address)))) return true;
    }
    return false;
  }
}

const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** None for a Unix socket, which no upstream can have. */
const placeOf = (socket: string | undefined): readonly Place[] => {
  const { host, port } = hostAndPort.exec(socket ?? '')?.groups ?? {};
  return host === undefined ? [] : [{ host: unbracketed(host), port: Number(port) }];
};

/** `::ffff:7f00:1` is 127.0.0.1. */
const plain = (address: string): string => {
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? [];
  if (!isIPv6(address) || high === undefined || low === undefined) return address;
  return [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.');
};
