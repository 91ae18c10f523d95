import { Button, Panel as Box } from './ui.tsx';
import * as icons from './icons.tsx';

const Title = ({ text }: { text: string }) => <h1>{format(text)}</h1>;
function format(text: string): string {
  return text;
}
export function App(): unknown {
  const rows = [1].map((n) => <Row key={n} />);
  return (
    <Box>
      <Title text="x" />
      <Button onPress={() => format('y')}>{rows}</Button>
      <icons.Close />
    </Box>
  );
}
function Row(): unknown {
  return <></>;
}
