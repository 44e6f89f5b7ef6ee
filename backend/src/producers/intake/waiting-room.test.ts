import { describe, expect, it } from 'vitest';
import { WaitingRoom } from './waiting-room.js';

const newRoom = () => new WaitingRoom({ events: 8, bytes: 1000, share: 0.25 });

describe(WaitingRoom.name, () => {
  it('lets no source have more than its share, and others still in', () => {
    const room = newRoom();
    const [place] = [room.enter('a', 10), room.enter('a', 10)];
    expect([room.crowdFor('a'), room.crowdFor('b')]).toEqual(['source', undefined]);
    place?.leave();
    expect(room.crowdFor('a')).toBeUndefined();
  });

  it('lets nobody in when all of it is taken', () => {
    const room = newRoom();
    const places = ['a', 'b', 'c', 'd'].flatMap((source) => [room.enter(source, 0), room.enter(source, 0)]);
    expect(room.crowdFor('e')).toBe('all');
    for (const place of places) {
      place.leave();
      place.leave();
    }
    expect(room.amount).toEqual({ events: 0, bytes: 0 });
    expect(room.crowdFor('a')).toBeUndefined();
  });

  it('counts bytes as it counts events, and lets one in that is large but alone', () => {
    const room = newRoom();
    const large = room.enter('a', 5000);
    expect(large.grow({ bytes: 5000 })).toBeUndefined();
    expect([room.crowdFor('a'), room.crowdFor('b')]).toEqual(['all', 'all']);
    expect(room.enter('b', 0).grow({ bytes: 1 })).toBe('all');
    large.leave();
    expect(room.amount).toEqual({ events: 1, bytes: 1 });
  });

  it('counts a batch as so many events', () => {
    const room = newRoom();
    const batch = room.enter('a', 10);
    expect(batch.grow({ events: 4 })).toBeUndefined();
    expect(room.crowdFor('a')).toBe('source');
    batch.leave();
    batch.grow({ events: 4 });
    expect(room.amount).toEqual({ events: 0, bytes: 0 });
  });
});
