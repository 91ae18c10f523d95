export function Button(props) {
  return <button {...props} />;
}
export const Layout = ({ children }) => <section>{children}</section>;
