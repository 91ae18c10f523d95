import React from 'react';
import * as ui from './ui.jsx';

class Page extends React.Component {
  title() {
    return label();
  }
  render() {
    return (
      <>
        <ui.Card text={this.title()} />
        <Panel />
      </>
    );
  }
}
class Panel {
  constructor() {}
  render() {}
}
function label() {}
export function show() {
  return <Page />;
}
