/** Options of an agent about its Nginx. All paths are absolute. */
export interface AgentOptions {
  /** Unix socket on which the server reaches the agent. */
  readonly socket: string;
  /** Octal mode of the socket. */
  readonly socketMode: number;
  /** Number of the group that owns the socket; the agent's own unless told. */
  readonly socketGroup?: number;
  /** GATEWAY_DIR of the Nginx templates: everything below is the agent's. */
  readonly folder: string;
  /** The program. */
  readonly nginx: string;
  /** Nginx's main file; what it includes lies beside it or is named by an absolute path. */
  readonly configuration: string;
  /** What Nginx is started with as `-p`. */
  readonly prefix: string;
  /** PEM file with the authorities that the machine trusts. */
  readonly systemTrustAnchors: string;
  /** Nginx's `gateway-access.log`. */
  readonly accessLog: string;
  /** Where the gateway listens on this machine. */
  readonly listener: { readonly host: string; readonly port: number };
  /** Where the certificate listener is on this machine; undefined: no method has an origin of its own. */
  readonly certificateListener?: { readonly host: string; readonly port: number };
  /** Makes Nginx read its configuration again (SIGHUP). */
  readonly reload: () => Promise<void> | void;
  /** Milliseconds that Nginx may take to serve what it was given; 15 s unless told. */
  readonly patience?: number;
  /** Milliseconds at least between two reloads that only end connections; 30 s unless told. */
  readonly spacing?: number;
  /** Called for problems outside of requests. */
  readonly report: (text: string) => void;
}
