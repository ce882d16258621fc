# Notebooks: their cells, one below the other.


class Notebook:
    """The cells of the program, where it is a notebook: `# In [N]:` stands above each."""

    path = ""
    #: By cell: the number of its first line, from 1, which says its number, and that.
    starts = []
    #: The text that is run.
    run = ""

    def text(self, path, text):
        """The text that is run: all of it, or one cell and those before it that define what it uses."""
        lines = text.splitlines()
        heads = [(line, re.match(r"# In \[(\d+)\]:$", words)) for line, words in enumerate(lines, 1)]
        self.path, self.starts = path, [(line, int(head[1])) for line, head in heads if head]
        if settings.get("cell"):
            needed = self.needed(lines, settings["cell"])
            for index, (start, end) in enumerate(self.spans(lines)):
                if index not in needed:
                    lines[start:end] = [""] * (end - start)
        left_out = [re.match(r"\s*pass  # (IPython's own, left out: .*)", line) for line in lines]
        for match in filter(None, left_out):
            note(match[1])
        self.run = "\n".join(lines) + "\n"
        return self.run

    def spans(self, lines):
        """From where to where each cell goes, in lines from 0."""
        starts = [line - 1 for line, _ in self.starts]
        return list(zip(starts, starts[1:] + [len(lines)]))

    def needed(self, lines, number):
        """The places of a cell and of those that it needs. One that is no Python defines nothing."""
        trees = []
        for start, end in self.spans(lines):
            try:
                trees.append(ast.parse("\n".join(lines[start:end])))
            except (SyntaxError, ValueError):
                trees.append(ast.Module([], []))
        wanted = next(index for index, (_, shown) in enumerate(self.starts) if shown == number)
        needed, open_cells = {wanted}, [wanted]
        while open_cells:
            cell = open_cells.pop()
            for name in sorted(used(trees[cell])):
                found = next((index for index in reversed(range(cell)) if name in defined(trees[index])), None)
                if found is not None and found not in needed:
                    needed.add(found)
                    open_cells.append(found)
        return needed

    def show_last(self, tree, text):
        """What a cell ends with is shown, as Jupyter does it, unless a semicolon says otherwise."""
        lines = text.splitlines()
        for (start, _), (end, _) in zip(self.starts, self.starts[1:] + [(len(lines) + 1, 0)]):
            inner = [statement for statement in tree.body if start <= statement.lineno < end]
            last = inner[-1] if inner else None
            if isinstance(last, ast.Expr) and not lines[last.end_lineno - 1].rstrip().endswith(";"):
                last.value = ast.copy_location(ast.Call(ast.Name("__tl_show__", ast.Load()), [last.value], []), last.value)
        ast.fix_missing_locations(tree)

    def named_by_cells(self, line):
        """A line of a traceback, with the cell that is meant."""
        found = re.match(r'  File "%s", line (\d+)' % re.escape(self.path), line)
        if not found:
            return line
        number = int(found[1])
        start, cell = [pair for pair in self.starts if pair[0] <= number][-1]
        return "  Cell In [%d], line %d%s" % (cell, number - start, line[found.end():])


notebook = Notebook()


def show_value(value):
    if value is not None:
        print(repr(value))


setattr(builtins, "__tl_show__", show_value)


def defined(tree):
    """The names that a cell gives to something."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def used(tree):
    """The names that a cell uses before it gives them to something, more or less."""
    own, names = set(), set()
    for statement in tree.body:
        inner = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
        # What is assigned may be made of what it was; what a loop, a function or a comprehension has for itself is its own.
        is_assignment = isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        for node in ast.walk(statement):
            if isinstance(node, ast.comprehension) or (node is statement and not is_assignment):
                inner |= defined(node)
        names |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)} - own - inner
        own |= defined(statement)
    return names
