import { arrange, type Arrangement } from './arrange';

self.addEventListener('message', ({ data }: MessageEvent<Arrangement>) => self.postMessage(arrange(data)));
