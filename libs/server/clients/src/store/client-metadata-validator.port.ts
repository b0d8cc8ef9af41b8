/** Port: whether the protocol engine would accept a client. Implemented beside the engine; bound globally. */
export abstract class ClientMetadataValidator {
  /** Throws `InvalidError` (`client.invalid_metadata`) with the engine's own sentence. */
  abstract validate(metadata: Readonly<Record<string, unknown>>): Promise<void>;
}
