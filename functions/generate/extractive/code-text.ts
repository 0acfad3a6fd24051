/** Addresses are no code: a reader can follow them without knowing the program. */
const addresses = /\bhttps?:\/\/\S+|\bwww\.\S+|\S+@\S+/g;

const shapes: readonly RegExp[] = [
  /[_<>={}\\|`$]\p{L}|\p{L}[_=(]\p{L}?|\(\)|\[\p{L}*\]|::|=>|->|[{}`]/u,
  /(?:^|\s)'[\w-]+'/u,
  /(?:^|\s)--?\p{L}[\w-]*/u,
  /(?:^|[^\p{L}])\p{Ll}+\p{Lu}/u,
  /(?:^|[\s("“])[~.]?\/\p{L}|(?:^|[\s("“])[%#@.]\p{L}/u,
  /\p{L}\.\p{Ll}{2,}|\p{L}:\p{L}|\p{Ll}\/\p{Lu}|\w\/\w+\/|\w\/\.|\*(?!\*)/u,
  /\p{Ll}-\p{Ll}+-\p{Ll}+\d|\p{L}\(\d\)/u,
];

/** True for text that holds a call, an option, a path or a name of a program's inside: its reader must know the program. */
export const holdsCode = (text: string): boolean => {
  const bare = text.replace(addresses, '');
  return shapes.some((shape) => shape.test(bare));
};
