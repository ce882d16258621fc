# What the program's files change, by name.


class Mutables(ast.NodeVisitor):
    """What a file's code changes outside of constructors: nothing else can be raced for."""

    def __init__(self):
        self.attributes, self.containers, self.globals = set(), set(), set()
        self.imported = set()
        #: Whether an operator may be the program's own code.
        self.has_operators = False
        #: How often functions, among others, are named, and how often as what a thread begins with.
        self.named, self.targets = collections.Counter(), collections.Counter()
        self.function = None
        #: At the top of the file, in no function and no class: how often each name is given a value.
        self.counts = collections.Counter()

    #: What is no operator.
    OTHERS = {"__init__", "__new__", "__post_init__", "__repr__", "__str__", "__enter__", "__exit__", "__call__", "__iter__", "__next__", "__del__"}

    def visit_FunctionDef(self, node):
        self.has_operators |= node.name.startswith("__") and node.name.endswith("__") and node.name not in self.OTHERS
        outer, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = outer

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        # Its names are its own, too.
        outer, self.function = self.function, self.function or node.name
        self.generic_visit(node)
        self.function = outer

    def visit_Attribute(self, node):
        self.named[node.attr] += 1
        if node.attr in CHANGES or KEY_USES.get(node.attr):
            self.containers.add(container(node))
        if not isinstance(node.ctx, ast.Load):
            in_constructor = self.function in ("__init__", "__new__", "__post_init__")
            if not (in_constructor and isinstance(node.value, ast.Name) and node.value.id == "self"):
                self.attributes.add(node.attr)
        self.generic_visit(node)

    def visit_AugAssign(self, node):
        if isinstance(node.target, ast.Attribute):
            self.attributes.add(node.target.attr)
        if not isinstance(node.value, ast.Constant):
            # A list is changed in its place.
            self.containers.add(called(node.target))
        self.generic_visit(node)

    def visit_Subscript(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.containers.add(container(node))
        self.generic_visit(node)

    def visit_Call(self, node):
        if getattr(node.func, "id", "") in ("setattr", "delattr") and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            self.attributes.add(node.args[1].value)
        given = [keyword.value for keyword in node.keywords if keyword.arg == "target"]
        self.targets.update(called(value) for value in given + node.args[:called(node.func) == "start_new_thread"])
        if called(node.func) in CHANGERS and node.args:
            self.containers.add(called(node.args[0]))
        self.generic_visit(node)

    def visit_Global(self, node):
        self.globals.update(node.names)

    def visit_Import(self, node):
        self.imported.update((alias.asname or alias.name).split(".")[0] for alias in node.names)

    visit_ImportFrom = visit_Import

    def begins_thread(self, name):
        """Whether nobody comes to a function but threads that begin with it, as to the `run` of a thread's class."""
        return self.named[name] == self.targets[name] and (name == "run" or self.targets[name] > 0)

    def visit_Name(self, node):
        self.named[node.id] += 1
        if isinstance(node.ctx, ast.Store) and self.function is None:
            self.counts[node.id] += 1

    def is_library(self, function):
        """Whether a function is one that the file imports, or of a module that it does."""
        base = function.value if isinstance(function, ast.Attribute) else function
        return isinstance(base, ast.Name) and base.id in self.imported

    #: Names of what the program's files change, those that are loaded already.
    elsewhere = set()

    attributes_elsewhere = set()

    def close(self, tree):
        """A name that stands for the same as another is one of it."""
        aliases = Aliases(tree)
        # What the top of the file gives another value while functions read it.
        read = {
            part.id for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
        self.globals |= {name for name, count in self.counts.items() if count > 1 and name in read and name not in self.loops(tree)}
        Mutables.attributes_elsewhere |= self.attributes
        self.attributes |= Mutables.attributes_elsewhere
        self.containers |= Mutables.elsewhere
        changed = {aliases.find(name) for name in self.containers}
        self.containers |= {name for name in list(aliases.parents) if aliases.find(name) in changed}
        Mutables.elsewhere |= self.containers - {""}

    def loops(self, tree):
        """Names of the top of the file that loops give values, and others are not told of."""
        nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension))]
        return {part.id for node in nodes for part in ast.walk(node.target) if isinstance(part, ast.Name)}


class Aliases(ast.NodeVisitor):
    """Names that are given what others stand for: by an assignment, or as the arguments of a function of the same file."""

    def __init__(self, tree):
        self.parents, self.parameters = {}, {}
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.parameters.setdefault(node.name, []).append(node.args)
            elif isinstance(node, ast.ClassDef):
                inits = [part.args for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
                self.parameters.setdefault(node.name, []).extend(inits)
        self.visit(tree)

    def find(self, name):
        while self.parents.setdefault(name, name) != name:
            name = self.parents[name]
        return name

    def join(self, one, other):
        if one and other:
            self.parents[self.find(one)] = self.find(other)

    def visit_Assign(self, node):
        for target in node.targets:
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and len(target.elts) == len(node.value.elts):
                for part, value in zip(target.elts, node.value.elts):
                    self.join(called(part), called(value))
            else:
                self.join(called(target), called(node.value))
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        self.join(called(node.target), called(node.value))
        self.generic_visit(node)

    def visit_Call(self, node):
        self.give(called(node.func), node.args, node.keywords)
        # A function that is handed over, with arguments behind it or in a list of their own: `Thread(target=f, args=(a, b))`.
        for place, argument in enumerate(node.args):
            self.give(called(argument), node.args[place + 1:], [])
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        given = named.get("args", node.args[2] if len(node.args) > 2 else None)
        for function in [named.get("target"), *node.args]:
            self.give(called(function), getattr(given, "elts", []), [])
        self.generic_visit(node)

    def give(self, function, values, keywords):
        for arguments in self.parameters.get(function, []):
            names = [argument.arg for argument in arguments.posonlyargs + arguments.args]
            names = names[1:] if names[:1] in (["self"], ["cls"]) else names
            for name, value in zip(names, values):
                self.join(name, called(value))
            for keyword in keywords:
                self.join(keyword.arg, called(keyword.value))


def container(node):
    """What a subscript is of, as it is called."""
    if isinstance(node.value, ast.Name):
        return node.value.id
    return node.value.attr if isinstance(node.value, ast.Attribute) else ""


def called(node):
    """What a variable or an attribute is called."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


#: Files that have been looked at for what they change.
seen_ahead = set()


def look_ahead(tree):
    """What the modules beside the program change, which others that are loaded before them may read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [".".join(filter(None, [node.module, alias.name])) for alias in node.names] + [node.module or ""]
        else:
            continue
        for module in modules:
            base = os.path.join(sources.folder, *module.split("."))
            for path in (base + ".py", os.path.join(base, "__init__.py")):
                if path in seen_ahead or not os.path.isfile(path):
                    continue
                seen_ahead.add(path)
                with contextlib.suppress(SyntaxError, ValueError, OSError):
                    inner = ast.parse("".join(linecache.getlines(path)))
                    look_ahead(inner)
                    mutables = Mutables()
                    mutables.visit(inner)
                    mutables.close(inner)
