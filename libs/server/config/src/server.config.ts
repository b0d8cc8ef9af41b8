import { IsArray, IsBase64, IsIn, IsInt, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';
import { Required } from './read-config.js';

// 32 bytes, and not all the same.
const keyPattern = /^(?!(.)\1{20}).{43}=$/;
const randomKey = 'must be set to 32 random bytes in base64: openssl rand -base64 32';
const randomKeys = 'must be keys like POSTERN_ENCRYPTION_KEY, 32 random bytes in base64 each, separated by commas';

/** Where the server is, and the secret that everything at rest is encrypted under. */
export class ServerConfig {
  /** Origin that people, applications and APIs reach: widget, panel, `/oidc`, `/api`. */
  @Required()
  @Matches(/^https:\/\/[^/]+$/, { message: 'must be set to an origin such as https://id.example.org, without a path' })
  PUBLIC_ORIGIN!: string;

  /** Where public traffic from Nginx comes in: path of a Unix socket, or host:port. */
  @Required()
  @IsString({ message: 'must be set to the path of a Unix socket or to host:port' })
  PUBLIC_SOCKET!: string;

  /** Where traffic of the certificate listener comes in: path of a Unix socket, or host:port. Only Nginx may reach it. */
  @Required()
  @IsString({ message: 'must be set to the path of a Unix socket or to host:port' })
  MTLS_SOCKET!: string;

  /**
   * Origin of the client listener, where applications show a certificate (RFC 8705). Needs CLIENTS_SOCKET; discovery then names its
   * endpoints in `mtls_endpoint_aliases`.
   */
  @ValidateIf(({ CLIENTS_SOCKET, CLIENTS_ORIGIN }: ServerConfig) => CLIENTS_SOCKET !== '' || CLIENTS_ORIGIN !== '')
  @Matches(/^https:\/\/[^/]+$/, {
    message:
      'must be set to an origin such as https://clients.id.example.org, without a path, where CLIENTS_SOCKET is set',
  })
  CLIENTS_ORIGIN = '';

  /**
   * Where traffic of the client listener comes in: path of a Unix socket, or host:port. Only Nginx may reach it. Empty: no
   * application can authenticate with a certificate over TLS.
   */
  @IsString()
  CLIENTS_SOCKET = '';

  /** Where Prometheus reads `/metrics`: path of a Unix socket, or host:port. Empty: no metrics. */
  @IsString()
  METRICS_SOCKET = '';

  /**
   * 32 random bytes, base64 (`openssl rand -base64 32`): signing keys and the gateway's private keys are encrypted under it,
   * cookies and tickets signed.
   */
  @Required()
  @IsBase64({}, { message: randomKey })
  @Matches(keyPattern, { message: randomKey })
  POSTERN_ENCRYPTION_KEY!: string;

  /**
   * Further encryption keys, comma separated, while POSTERN_ENCRYPTION_KEY is being changed: what was encrypted or signed under them is
   * still accepted. docs/security.md says when to set it and when to remove it.
   */
  @IsArray()
  @IsBase64({}, { each: true, message: randomKeys })
  @Matches(keyPattern, { each: true, message: randomKeys })
  POSTERN_ENCRYPTION_KEY_PREVIOUS: string[] = [];

  /** Addresses or ranges of proxies in front of Nginx whose `X-Forwarded-For` is believed, comma separated. */
  @IsArray()
  TRUSTED_PROXIES: string[] = [];

  /**
   * `Strict-Transport-Security` of everything the server answers (RFC 6797 §6.1): `max-age=SECONDS`, and `; includeSubDomains` or
   * `; preload` if you mean it. Empty: none. None on `localhost` either, where it would hold for everything a developer runs. HSTS of
   * the Nginx templates must be the same.
   */
  @Matches(/^(?:max-age=\d{1,10}(?:; includeSubDomains(?:; preload)?)?)?$/, {
    message: 'must be empty, or max-age=SECONDS with "; includeSubDomains" or "; includeSubDomains; preload" behind it',
  })
  HSTS = 'max-age=31536000';

  /** Octal file mode of the Unix sockets. */
  @Matches(/^[0-7]{3,4}$/, { message: 'must be an octal file mode such as 660' })
  SOCKET_MODE = '660';

  /** Least severe level that is logged. */
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';

  /** Seconds that requests under way get to finish when the server stops. */
  @IsInt()
  @Min(0)
  @Max(600)
  SHUTDOWN_GRACE = 10;

  /**
   * Requests per address and minute that do not end well, and authorization requests; 0 switches the limit off. What ends well gives
   * back what it used, up to ten times as many requests in all. An address of version 6 counts as its /64.
   */
  @IsInt()
  @Min(0)
  RATE_LIMIT_ADDRESS = 600;

  /** Failed attempts to sign in (certificate or form) per address and minute; 0 switches the limit off. */
  @IsInt()
  @Min(0)
  RATE_LIMIT_SIGN_IN = 60;

  /** Sign-ins per address that wait for their person, in 15 minutes; 0 switches the limit off. One that ends makes room. */
  @IsInt()
  @Min(0)
  RATE_LIMIT_OPEN_SIGN_INS = 1000;

  /**
   * Requests per application and minute for tokens, introspection, revocation and pushed authorization requests, counted where the
   * application proved itself; 0 switches the limit off. Public applications count per address.
   */
  @IsInt()
  @Min(0)
  RATE_LIMIT_APPLICATION = 6000;

  /**
   * Wrong passwords in 15 minutes before no more are tried: per account under all its names, per browser that its owner signed in with
   * before, and per session that asks for the password again. 0 switches the limit off.
   */
  @IsInt()
  @Min(0)
  RATE_LIMIT_ACCOUNT = 10;
}
