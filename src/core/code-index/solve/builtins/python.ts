import { Shape, Value } from '../values.ts';
import type { BuiltinCall, Builtins, Invoking, Model, Storing } from './builtin-call.ts';

/** A list of whatever iterating over the arguments yields. */
const listOfArguments: Model = (call) => {
  const list = call.make(Shape.list);
  for (const argument of call.argumentsFrom(0)) call.store(list, '*', call.elements(argument));
  call.giveValue(list);
};

const map: Model = (call) => {
  const elements = call.argumentsFrom(1).map((argument) => call.elements(argument));
  const list = call.make(Shape.list);
  call.store(list, '*', call.invoke(call.argument(0), elements));
  call.giveValue(list);
};

const filter: Model = (call) => {
  const elements = call.elements(call.argument(1));
  call.invoke(call.argument(0), [elements]);
  const list = call.make(Shape.list);
  call.store(list, '*', elements);
  call.giveValue(list);
};

const sorted: Model = (call) => {
  const elements = call.elements(call.argument(0));
  call.invoke(call.keyword('key'), [elements]);
  const list = call.make(Shape.list);
  call.store(list, '*', elements);
  call.giveValue(list);
};

/** `min`, `max`: one of the elements, or one of the arguments. */
const extreme: Model = (call) => {
  const elements = call.temporary();
  if (call.argumentCount === 1) call.flow(call.elements(call.argument(0)), elements);
  else for (const argument of call.argumentsFrom(0)) call.flow(argument, elements);
  call.invoke(call.keyword('key'), [elements]);
  call.give(elements);
};

const reduce: Model = (call) => {
  const total = call.temporary();
  const elements = call.elements(call.argument(1));
  call.flow(elements, total);
  call.flow(call.argument(2), total);
  call.flow(call.invoke(call.argument(0), [total, elements]), total);
  call.give(total);
};

const next: Model = (call) => {
  call.give(call.held(call.argument(0)));
  call.give(call.argument(1));
  callMethod(call, call.argument(0), '__next__');
};

const iter: Model = (call) => {
  listOfArguments(call);
  callMethod(call, call.argument(0), '__iter__');
};

/**
 * Built-in functions that call a method of their argument: `len`, `str`, …; where a class lacks the
 * method, they may call another.
 */
function calling(method: string, otherwise?: string): Model {
  return (call) => {
    const object = call.argument(0);
    callMethod(call, object, method);
    if (otherwise === undefined) return;
    call.watchLacking(object, method, (value) => {
      call.invoke(call.member(call.holding(value), otherwise), [], { result: call.result });
    });
  };
}

function callMethod(call: Invoking, object: number, method: string): void {
  if (object < 0) return;
  call.watch(object, (value) => {
    if (call.callers.solving.world.values.kind(value) !== Value.instance) return;
    call.invoke(call.member(call.holding(value), method), [], { result: call.result });
  });
}

const enumerate: Model = (call) => {
  const pair = call.make(Shape.list);
  call.store(pair, '[1]', call.elements(call.argument(0)));
  const list = call.make(Shape.list);
  call.store(list, '*', call.holding(pair));
  call.giveValue(list);
};

const zip: Model = (call) => {
  const tuple = call.make(Shape.list);
  call.argumentsFrom(0).forEach((argument, index) => {
    call.store(tuple, `[${index}]`, call.elements(argument));
  });
  const list = call.make(Shape.list);
  call.store(list, '*', call.holding(tuple));
  call.giveValue(list);
};

const dict: Model = (call) => {
  const made = call.make(Shape.dict);
  call.merge(made, call.argument(0));
  storeKeywords(call, made);
  call.giveValue(made);
};

function storeKeywords(call: Storing, container: number): void {
  const { calls, solving } = call.callers;
  for (let at = 0; at < calls.keywordCount(call.call); at++) {
    const name = calls.keywordName(call.call, at);
    const node = calls.keywordNode(call.call, at);
    if (name < 0) call.merge(container, node);
    else call.store(container, `[${solving.world.names.text(name)}]`, node);
  }
}

const getattr: Model = (call) => {
  call.give(call.argument(2));
  call.watch(call.argument(1), (value) => {
    const text = call.textOf(value);
    if (text === null) return;
    call.give(
      text.endsWith('*')
        ? call.membersBeginning(call.argument(0), text.slice(0, -1))
        : call.member(call.argument(0), text),
    );
  });
};

const setattr: Model = (call) => {
  call.watch(call.argument(1), (value) => {
    const text = call.textOf(value);
    if (text !== null) call.storeMember(call.argument(0), text, call.argument(2));
  });
};

/** `type(x)`: the class of an instance. */
const typeOf: Model = (call) => {
  if (call.argumentCount !== 1) return;
  const { values } = call.callers.solving.world;
  call.watch(call.argument(0), (value) => {
    if (values.kind(value) === Value.instance) call.giveValue(values.a(value));
  });
};

/** `partial(f, …)`: the function and what is already given, to be called later. */
const partial: Model = (call) => {
  const given = call.argumentsFrom(1);
  const made = call.make(Shape.partial + 8 * given.length);
  call.store(made, 'func', call.argument(0));
  given.forEach((argument, index) => call.store(made, `[${index}]`, argument));
  const { calls } = call.callers;
  for (let at = 0; at < calls.keywordCount(call.call); at++) {
    const name = calls.keywordName(call.call, at);
    if (name >= 0) passKeyword(call, name, calls.keywordNode(call.call, at));
  }
  call.giveValue(made);
};

/** What a partial gives by name goes to the parameter of that name, whenever it is called. */
function passKeyword(call: BuiltinCall, name: number, node: number): void {
  call.watch(call.argument(0), (value) => call.passByName(value, name, node));
}

const first: Model = (call) => call.give(call.argument(0));

const callsFirst: Model = (call) => {
  call.invoke(call.argument(0), call.argumentsFrom(1), { result: call.result });
};

const callsSecond: Model = (call) => {
  call.invoke(call.argument(1), call.argumentsFrom(2), { result: call.result });
};

/** Makes something of the library whose methods are known by a name of their own. */
function makes(name: string): Model {
  return (call) => {
    const { values } = call.callers.solving.world;
    call.giveValue(values.intern(Value.external, call.name(name)));
  };
}

/** Runs a function and gives a future. */
const submits: Model = (call) => {
  call.invoke(call.argument(0), call.argumentsFrom(1));
  makes('future')(call);
};

const thread: Model = (call) => {
  const target = call.keyword('target') < 0 ? call.argument(1) : call.keyword('target');
  call.invoke(target, [call.elements(call.keyword('args'))]);
};

const append: Model = (call) => call.store(call.receiver, '()tail', call.argument(0));

const insert: Model = (call) => call.store(call.receiver, '*', call.argument(1));

const extend: Model = (call) =>
  call.store(call.receiver, '()tail', call.elements(call.argument(0)));

const take: Model = (call) => {
  call.give(call.contents(call.receiver));
};

/** `d.get(key, fallback)`: the slot of a key that is known as a text, else anything. */
const get: Model = (call) => {
  call.give(call.argument(1));
  call.readKey(call.receiver, call.argument(0), call.result);
};

const setdefault: Model = (call) => {
  call.writeKey(call.receiver, call.argument(0), call.argument(1));
  get(call);
};

const update: Model = (call) => {
  call.merge(call.receiver, call.argument(0));
  call.store(call.receiver, '*', call.elements(call.elements(call.argument(0))));
  storeKeywords(call, call.receiver);
};

const copy: Model = (call) => call.giveValue(call.receiver);

const items: Model = (call) => {
  const pair = call.make(Shape.list);
  call.store(pair, '[0]', call.elements(call.holding(call.receiver)));
  call.store(pair, '[1]', call.contents(call.receiver));
  const list = call.make(Shape.list);
  call.store(list, '*', call.holding(pair));
  call.giveValue(list);
};

const values: Model = (call) => {
  const list = call.make(Shape.list);
  call.store(list, '*', call.contents(call.receiver));
  call.giveValue(list);
};

const keys: Model = (call) => {
  const list = call.make(Shape.list);
  call.store(list, '*', call.elements(call.holding(call.receiver)));
  call.giveValue(list);
};

const sort: Model = (call) => {
  call.invoke(call.keyword('key'), [call.contents(call.receiver)]);
};

const nothing: Model = () => undefined;

/** What Python brings along that calls, keeps or hands on what it is given. */
export const pythonBuiltins: Builtins = {
  membersAreElements: false,
  functionMethods: new Map(),
  functions: new Map<string, Model>([
    ['map', map],
    ['filter', filter],
    ['sorted', sorted],
    ['min', extreme],
    ['max', extreme],
    ['reduce', reduce],
    ['functools.reduce', reduce],
    ['next', next],
    ['iter', iter],
    ['list', listOfArguments],
    ['tuple', listOfArguments],
    ['set', listOfArguments],
    ['frozenset', listOfArguments],
    ['reversed', listOfArguments],
    ['collections.deque', listOfArguments],
    ['itertools.chain', listOfArguments],
    ['itertools.cycle', listOfArguments],
    ['enumerate', enumerate],
    ['zip', zip],
    ['dict', dict],
    ['collections.OrderedDict', dict],
    ['getattr', getattr],
    ['setattr', setattr],
    ['type', typeOf],
    ['functools.partial', partial],
    ['staticmethod', first],
    ['classmethod', first],
    ['asyncio.run', first],
    ['asyncio.create_task', first],
    ['asyncio.ensure_future', first],
    ['types.MappingProxyType', first],
    ['copy.copy', first],
    ['copy.deepcopy', first],
    ['typing.cast', (call) => call.give(call.argument(1))],
    ['re.sub', callsSecond],
    ['re.subn', callsSecond],
    ['concurrent.futures.ThreadPoolExecutor', makes('executor')],
    ['concurrent.futures.ProcessPoolExecutor', makes('executor')],
    ['multiprocessing.Pool', makes('executor')],
    ['multiprocessing.pool.ThreadPool', makes('executor')],
    ['executor.__enter__', makes('executor')],
    ['executor.submit', submits],
    ['executor.map', map],
    ['executor.imap', map],
    ['executor.imap_unordered', map],
    ['executor.apply', callsFirst],
    ['executor.apply_async', submits],
    ['asyncio.get_event_loop', makes('loop')],
    ['asyncio.get_running_loop', makes('loop')],
    ['asyncio.new_event_loop', makes('loop')],
    ['loop.run_in_executor', callsSecond],
    ['loop.call_soon', callsFirst],
    ['loop.call_soon_threadsafe', callsFirst],
    ['loop.call_later', callsSecond],
    ['loop.run_until_complete', first],
    ['loop.create_task', first],
    ['future.add_done_callback', callsFirst],
    ['atexit.register', callsFirst],
    ['threading.Thread', thread],
    ['multiprocessing.Process', thread],
    ['threading.Timer', (call) => void call.invoke(call.argument(1), [])],
    ['signal.signal', (call) => void call.invoke(call.argument(1), [])],
    [
      'collections.defaultdict',
      (call) => {
        const made = call.make(Shape.dict);
        call.store(made, '*', call.invoke(call.argument(0), []));
        call.giveValue(made);
      },
    ],
    ['len', calling('__len__')],
    ['str', calling('__str__', '__repr__')],
    ['repr', calling('__repr__')],
    ['print', nothing],
    ['bool', calling('__bool__', '__len__')],
    ['int', calling('__int__')],
    ['float', calling('__float__')],
    ['hash', calling('__hash__')],
    ['abs', calling('__abs__')],
    ['any', nothing],
    ['all', nothing],
  ]),
  methods: new Map<string, Model>([
    ['append', append],
    ['appendleft', append],
    ['add', append],
    ['insert', insert],
    ['extend', extend],
    [
      'pop',
      (call) => {
        take(call);
        call.give(call.argument(1));
      },
    ],
    ['popleft', take],
    ['popitem', take],
    ['get', get],
    ['setdefault', setdefault],
    ['update', update],
    ['copy', copy],
    ['union', copy],
    ['items', items],
    ['values', values],
    ['keys', keys],
    ['sort', sort],
    ['send', take],
    ['__enter__', take],
    ['__next__', take],
    ['__iter__', copy],
  ]),
};
