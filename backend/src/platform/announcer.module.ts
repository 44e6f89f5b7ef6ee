import { Global, Module } from '@nestjs/common';
import { Announcer } from './announcer.service.js';

@Global()
@Module({ providers: [Announcer], exports: [Announcer] })
export class AnnouncerModule {}
