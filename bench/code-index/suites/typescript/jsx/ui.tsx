export function Button(props: { onPress: () => void; children?: unknown }): unknown {
  return <button />;
}
export class Panel {
  constructor(readonly props: object) {}
  render(): unknown {
    return null;
  }
}
