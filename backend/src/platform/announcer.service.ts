import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Announcements } from './announcements.js';

/** The event emitter with the types of our announcements. */
@Injectable()
export class Announcer {
  constructor(private readonly emitter: EventEmitter2) {}

  announce<Name extends keyof Announcements>(name: Name, announcement: Announcements[Name]): void {
    this.emitter.emit(name, announcement);
  }

  /** @returns a function that ends the listening */
  listen<Name extends keyof Announcements>(
    name: Name,
    listener: (announcement: Announcements[Name]) => void,
  ): () => void {
    this.emitter.on(name, listener);
    return () => this.emitter.off(name, listener);
  }

  /** Whether anybody listens: what would be costly to put together need not be. */
  isHeard(name: keyof Announcements): boolean {
    return this.emitter.listenerCount(name) > 0;
  }
}
