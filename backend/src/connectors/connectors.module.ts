import { Module } from '@nestjs/common';
import { ExpressionHelpController } from './expression-help.controller.js';
import { NodeTypesController } from './node-types.controller.js';

/** The node types and the language of their parameters, as the editor sees them. */
@Module({ controllers: [NodeTypesController, ExpressionHelpController] })
export class ConnectorsModule {}
