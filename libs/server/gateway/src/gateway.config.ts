import { IsString, Matches } from 'class-validator';

/** The gateway's data plane. Without an agent there is none, and APIs can be prepared but not applied. */
export class GatewayConfig {
  /** Origin of the gateway's listener, as callers reach it. */
  @Matches(/^https:\/\/[^/]+$/, { message: 'must be an origin such as https://gateway.example.org, without a path' })
  GATEWAY_ORIGIN = 'https://localhost:9443';

  /** Where Nginx asks for decisions on calls: path of a Unix socket, or host:port. Only Nginx may reach it. Empty: no gateway. */
  @IsString()
  GATEWAY_SOCKET = '';

  /**
   * Unix socket of the agent that looks after Nginx (docs/gateway/operation.md). Empty: no gateway, and certificate origins of single
   * methods are set up by hand.
   */
  @IsString()
  GATEWAY_AGENT_SOCKET = '';
}
