// Reads the PowerShell scripts that standard input holds as a JSON list, by the grammar in the folder of modules that
// is named, and prints a JSON list with the places at which each is none.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = path.resolve(process.argv[2]);
const { Parser, Language } = await import(pathToFileURL(path.join(modules, 'web-tree-sitter/web-tree-sitter.js')));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(path.join(modules, 'tree-sitter-powershell/tree-sitter-powershell.wasm')));
const misread = (script) => {
  const root = parser.parse(script).rootNode;
  const places = [];
  const walk = (node) => {
    if (node.isError || node.isMissing) {
      places.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
    }
    // Only what holds an error is looked into.
    node.children.filter((child) => child.hasError || child.isMissing).forEach(walk);
  };
  walk(root);
  return places;
};
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(misread)));
