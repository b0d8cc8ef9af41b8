import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DrawnPage, type Exchange, InteractionPages } from '@postern/oidc';
import { ExpiringCertificateCookie } from '../expiring-certificate-cookie.js';
import { knownBrowserOf } from '../known-browser.js';
import { InteractionViewService } from '../view/interaction-view.service.js';
import { BuiltPage } from './built-page.js';
import { dataBlock } from './data-block.js';
import { pageHeaders } from './page-headers.js';

/** The built sign-in page with the data of a sign-in that has just begun, as the answer to its authorization request (ADR 0048). */
@Injectable()
export class SignInPage implements OnModuleInit {
  constructor(
    private readonly pages: InteractionPages,
    private readonly built: BuiltPage,
    private readonly views: InteractionViewService,
    private readonly expiring: ExpiringCertificateCookie,
  ) {}

  async onModuleInit(): Promise<void> {
    this.pages.drawWith((request, response, uid) => this.draw({ request, response }, uid));
    // A wrong path is in the log when the server starts.
    await this.built.current();
  }

  private async draw(exchange: Exchange, uid: string): Promise<DrawnPage | undefined> {
    const parts = await this.built.current();
    if (parts === undefined) return undefined;
    const view = await this.views.view(exchange, uid, undefined, knownBrowserOf(exchange.request, this.expiring));
    return { html: `${parts[0]}${dataBlock({ now: Date.now(), view })}${parts[1]}`, headers: pageHeaders };
  }
}
