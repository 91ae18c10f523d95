import Engine from './engine.ts';
export default function build(): Engine {
  return new Engine();
}
