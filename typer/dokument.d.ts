/* The page as our scripts meet it. The markup is our own (overrides/components): what a script
   looks for by a fixed selector is there, and the tests in the browser find what is missing. So a
   look-up gives the element, of the kind its selector names. Where something may be missing, the
   script says so with `?.` or `??`. */

/** An element of our own markup: what its script reads from `data-…`, the template has written. */
type Del<E extends Element = HTMLElement> = Hears<HTMLElementEventMap> &
  E & {
    readonly dataset: Record<string, string>;
    readonly firstElementChild: Del;
    readonly lastElementChild: Del;
    readonly parentElement: Del;
    readonly previousElementSibling: Del | null;
    readonly nextElementSibling: Del | null;
  };

/** A field one types or chooses in. */
type Innfelt = Del<HTMLInputElement>;

/** A form whose fields are known by name. */
type Skjema<Names extends string> = Del<HTMLFormElement> & {
  readonly elements: { readonly [name in Names]: Innfelt };
};

/** The last part of a selector: what is found. */
type Last<S extends string> = S extends `${string}, ${infer Rest}`
  ? Last<Rest>
  : S extends `${string} ${infer Rest}`
    ? Last<Rest>
    : S;

/** The name of the element in one part, without its classes and the like. */
type Name<S extends string> = S extends `${infer N}${"." | "[" | ":" | "#"}${string}` ? Name<N> : S;

/** The kind of element a selector finds. What is pressed to do something, is a button. */
type Found<S extends string> =
  Last<S> extends `[data-gjor=${string}`
    ? Del<HTMLButtonElement>
    : Name<Last<S>> extends "template"
      ? Mal
      : Name<Last<S>> extends keyof HTMLElementTagNameMap
        ? Del<HTMLElementTagNameMap[Name<Last<S>>]>
        : Name<Last<S>> extends "svg"
          ? Del<SVGElement>
          : Del;

/** A piece of markup to make copies of. */
type Mal = Del<HTMLTemplateElement> & { readonly content: Bit };

type Bit = {
  readonly firstElementChild: Del;
  cloneNode(deep?: boolean): Bit;
} & DocumentFragment;

interface ParentNode {
  querySelector<S extends string>(selectors: S): Found<S>;
  querySelectorAll<S extends string>(selectors: S): NodeListOf<Found<S>>;
}

interface Element {
  closest<S extends string>(selectors: S): Found<S>;
  matches(selectors: string): boolean;
}

interface Document {
  getElementById(elementId: string): Del;
  createElement<K extends keyof HTMLElementTagNameMap>(tag: K): Del<HTMLElementTagNameMap[K]>;
  createElement(tag: string): Del;
}

interface HTMLCollection {
  [Symbol.iterator](): ArrayIterator<Del>;
}

/** What something happened to: an element, and a field where something is typed or chosen. */
type Target<K> = K extends "input" | "change" ? Innfelt : Del;

type Happens<K extends keyof M, M> = M[K] & { readonly target: Target<K> };

interface Hears<M> {
  addEventListener<K extends keyof M>(
    type: K,
    listener: (event: Happens<K, M>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

interface Document {
  addEventListener<K extends keyof DocumentEventMap>(
    type: K,
    listener: (event: Happens<K, DocumentEventMap>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

interface Element {
  cloneNode(deep?: boolean): this;
}

/** Nothing is read as null: `JSON.parse(null)` is null. */
interface JSON {
  parse(text: string | null): any;
}

/** A number is put into a text as it is. */
interface String {
  replace(searchValue: string | RegExp, replaceValue: string | number): string;
}
