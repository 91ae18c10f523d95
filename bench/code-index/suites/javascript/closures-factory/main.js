function createStore(reducer) {
  let state;
  const dispatch = (action) => {
    state = reducer(state, action);
  };
  return {
    dispatch,
    getState: () => state,
    reset() {
      dispatch({ type: 'reset' });
    },
  };
}
function counter(state) {
  return state;
}
const store = createStore(counter);
store.dispatch({ type: 'x' });
store.getState();
store.reset();
