import { Injectable } from '@nestjs/common';
import {
  isCertificateProvider,
  type MethodListener,
  SignInMethodDirectory,
  SignInProviders,
} from '@postern/provider-kit';
import type { OwnOrigin } from './render-origins.js';

export interface ListenedMethod {
  readonly methodId: string;
  readonly listener: MethodListener;
}

/** The methods that ask for certificates, and where. */
@Injectable()
export class MethodListeners {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  /** Of the methods that some application offers, or may offer. */
  async used(): Promise<readonly ListenedMethod[]> {
    return (await this.methods.used()).flatMap((method) => this.listenedBy(method));
  }

  /** Of any method; undefined: there is none with this id, or it asks for no certificate. */
  async find(methodId: string): Promise<ListenedMethod | undefined> {
    const method = await this.methods.find(methodId);
    return method && this.listenedBy(method)[0];
  }

  async own(): Promise<readonly OwnOrigin[]> {
    return (await this.used()).filter(isOwn);
  }

  onChange(listener: () => void): void {
    this.methods.onChange(listener);
  }

  private listenedBy(method: Awaited<ReturnType<SignInMethodDirectory['used']>>[number]): readonly ListenedMethod[] {
    const provider = this.providers.ofType(method.type);
    const listener = isCertificateProvider(provider) ? provider.listener?.(method) : undefined;
    return listener === undefined ? [] : [{ methodId: method.id, listener }];
  }
}

const isOwn = (method: ListenedMethod): method is OwnOrigin => method.listener.own !== null;
