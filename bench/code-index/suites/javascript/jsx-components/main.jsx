import { Button, Layout } from './ui.jsx';

function App({ onSave }) {
  const renderRow = (row) => <Row value={row} />;
  return (
    <Layout title={heading()}>
      <Button onClick={() => onSave()} />
      {[1].map(renderRow)}
      <div className="x" />
    </Layout>
  );
}
function Row() {
  return null;
}
function heading() {}
export default App;
