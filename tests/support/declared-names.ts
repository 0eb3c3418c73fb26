import ts from 'typescript';

/**
 * The names that a module itself gives: of variables, functions, types, parameters and members.
 * Names it only uses are left out, since they may be those of a library; so are the keys of object
 * literals, which are often a library's options.
 *
 * @returns each name once, in the order of the text
 */
export function declaredNames(file: string, text: string): string[] {
  const names = new Set<string>();
  function visit(node: ts.Node): void {
    if (givesName(node) && node.name !== undefined && ts.isIdentifier(node.name)) {
      names.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return [...names];
}

function givesName(node: ts.Node): node is ts.Node & { name?: ts.Node } {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node)
  );
}

/**
 * The words of a name, in lower case: `submitReport`, `SUBMIT_REPORT` and `submit-report` are all
 * `['submit', 'report']`.
 */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
