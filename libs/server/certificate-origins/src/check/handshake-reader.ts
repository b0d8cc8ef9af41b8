/** What a server says before anything is encrypted (RFC 5246 §7.3). */
export interface ServerFlight {
  /** As TLS writes it: 0x0303 is TLS 1.2. */
  readonly version: number;
  /** DER of the names of CAs; null: no certificate is asked for. */
  readonly names: readonly Uint8Array[] | null;
}

/** The server ended the handshake (RFC 5246 §7.2); 70 is `protocol_version`. */
export interface Alert {
  readonly alert: number;
}

const types = { alert: 21, handshake: 22 } as const;
const messages = { serverHello: 2, certificateRequest: 13, serverHelloDone: 14 } as const;
/** Octets; the names may take 64 kB, and certificates some more. */
const largest = 256 * 1024;

/** Reads the answer to a `clientHello` piece by piece. */
export class HandshakeReader {
  private records = Buffer.alloc(0);
  private handshake = Buffer.alloc(0);
  private version: number | undefined;
  private names: readonly Uint8Array[] | null = null;

  /**
   * @returns the whole flight, or the alert, once it is there
   * @throws RangeError for what is no TLS
   */
  take(piece: Buffer): ServerFlight | Alert | undefined {
    this.records = Buffer.concat([this.records, piece]);
    if (this.records.length + this.handshake.length > largest) throw new RangeError('the answer is too long');
    while (this.records.length >= 5) {
      const length = this.records.readUInt16BE(3);
      if (this.records.length < 5 + length) return undefined;
      const [type, body] = [this.records[0], this.records.subarray(5, 5 + length)];
      this.records = this.records.subarray(5 + length);
      if (type === types.alert) return { alert: body.readUInt8(1) };
      if (type !== types.handshake) throw new RangeError('the answer is no TLS handshake');
      this.handshake = Buffer.concat([this.handshake, body]);
      const done = this.readMessages();
      if (done !== undefined) return done;
    }
    return undefined;
  }

  private readMessages(): ServerFlight | undefined {
    while (this.handshake.length >= 4) {
      const length = this.handshake.readUIntBE(1, 3);
      if (this.handshake.length < 4 + length) return undefined;
      const [type, body] = [this.handshake[0], this.handshake.subarray(4, 4 + length)];
      this.handshake = this.handshake.subarray(4 + length);
      if (type === messages.serverHello) this.version = body.readUInt16BE(0);
      if (type === messages.certificateRequest) this.names = namesIn(body, this.version ?? 0);
      if (type === messages.serverHelloDone) return { version: this.version ?? 0, names: this.names };
    }
    return undefined;
  }
}

/** RFC 5246 §7.4.4; before TLS 1.2 there were no signature algorithms. */
const namesIn = (request: Buffer, version: number): readonly Uint8Array[] => {
  const afterTypes = 1 + request.readUInt8(0);
  const start = version >= 0x0303 ? afterTypes + 2 + request.readUInt16BE(afterTypes) : afterTypes;
  const end = start + 2 + request.readUInt16BE(start);
  const names: Uint8Array[] = [];
  for (let at = start + 2; at < end;) {
    const length = request.readUInt16BE(at);
    names.push(request.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return names;
};
