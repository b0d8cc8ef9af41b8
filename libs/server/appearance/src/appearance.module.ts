import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { provideConfig, ServerConfig } from '@postern/config';
import { AppearanceAdministration } from './administration/appearance-administration.service.js';
import { AppearanceController } from './administration/appearance.controller.js';
import { PicturesController } from './pictures.controller.js';
import { Appearances } from './reading/appearances.service.js';

/** How the sign-in page looks. Needs, bound globally by others: `AccessTokens`. */
@Module({
  imports: [AuditModule],
  controllers: [AppearanceController, PicturesController],
  providers: [provideConfig(ServerConfig), AppearanceAdministration, Appearances],
  exports: [Appearances],
})
export class AppearanceModule {}
