# Again, in the same interpreter: some ten times as fast as a process for each execution.


#: Modules of this Python's in which a program leaves nothing behind, or what is taken back here.
HARMLESS = {
    "__future__", "abc", "bisect", "collections", "concurrent", "contextlib", "copy", "dataclasses", "datetime", "enum", "fractions",
    "functools", "heapq", "itertools", "json", "logging", "math", "numbers", "operator", "queue", "random", "re", "statistics", "string",
    "sys", "textwrap", "threading", "threadlanes", "time", "types", "typing",
}
#: Of some of them, what a program may use, or what it may not.
USED_OF = {"sys": {"argv", "exit", "stdout", "stderr", "version", "version_info", "maxsize", "float_info", "platform", "exc_info"}}
UNUSED_OF = {
    "threading": {"settrace", "setprofile", "stack_size", "settrace_all_threads", "setprofile_all_threads"},
    "logging": {"setLoggerClass", "addLevelName", "captureWarnings", "setLogRecordFactory", "config", "handlers", "disable"},
    "functools": {"singledispatch"}, "random": {"SystemRandom"},
}
#: What may reach anything.
MIGHTY = {"exec", "eval", "compile", "globals", "vars", "setattr", "delattr", "__import__", "__builtins__", "breakpoint"}
#: Sets of what is hashed by its address are gone through in another order each time.
UNORDERED = {"set", "frozenset", "id", "hash"}


class Leftovers(ast.NodeVisitor):
    """The first by which a program may leave something behind in the interpreter, as (line, what); None if nothing."""

    def __init__(self, text):
        self.found, self.modules, self.imported = None, {}, set()
        try:
            tree = ast.parse(text)
            self.take_imports(tree)
            self.visit(tree)
        except (SyntaxError, ValueError, RecursionError) as error:
            self.found = (1, described(error))

    def take_imports(self, tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.modules[alias.asname or alias.name.split(".")[0]] = alias.name.split(".")[0]
            elif isinstance(node, ast.ImportFrom):
                self.imported.update(alias.asname or alias.name for alias in node.names)

    def tell(self, node, what=None):
        if self.found is None:
            self.found = (node.lineno, what or ast.unparse(node).split("\n")[0])

    def visit_Import(self, node):
        if not all(alias.name.split(".")[0] in HARMLESS for alias in node.names):
            self.tell(node)

    def visit_ImportFrom(self, node):
        module = (node.module or "").split(".")[0]
        names = {alias.name for alias in node.names}
        if node.level or module not in HARMLESS or names & UNUSED_OF.get(module, set()) or not names <= USED_OF.get(module, names):
            self.tell(node)

    def visit_Attribute(self, node):
        base = node
        while isinstance(base, (ast.Attribute, ast.Subscript)):
            base = base.value
        name = getattr(base, "id", None)
        if not isinstance(node.ctx, ast.Load) and (name in self.modules or name in self.imported):
            self.tell(node, "%s is changed" % ast.unparse(node))
        module = self.modules.get(getattr(node.value, "id", None))
        if module and (node.attr in UNUSED_OF.get(module, ()) or node.attr not in USED_OF.get(module, {node.attr})):
            self.tell(node)
        self.generic_visit(node)

    def visit_Name(self, node):
        if node.id in MIGHTY or node.id in UNORDERED:
            self.tell(node)

    def visit_Set(self, node):
        self.tell(node)

    visit_SetComp = visit_Set


class Again:
    """Whether this interpreter can carry out another execution, and how it becomes what it was."""

    #: So many, and then another takes its place.
    most = 2_000

    def __init__(self, text):
        self.reason = Leftovers(text).found
        self.count = 0
        self.loggers = set(logging.Logger.manager.loggerDict)
        self.attributes = set(vars(real.main_thread()))
        #: What is loaded before the first execution: what one loads itself it has made, and the next one would not.
        self.loaded = len(sys.modules)

    def is_possible(self):
        self.count += 1
        is_alone = len(real.enumerate()) == 1 and sys.gettrace() is None
        return self.reason is None and self.count < self.most and is_alone and len(sys.modules) == self.loaded

    def take_back(self):
        names.counts.clear()
        names.ranks.clear()
        threads.clear()
        Location.known.clear()
        Location.kept.clear()
        # They keep the program's classes, and those everything.
        is_computed.cache_clear()
        container_kind.cache_clear()
        Location.has_threads = False
        Thing.numbers = itertools.count(1)
        outside._tl_number = 0
        ModuleLock.locks.clear()
        expectations.checks.clear()
        sources.numbers, sources.count = {CLIENT: 0}, 0
        real._counter = itertools.count(1).__next__
        base, pools = sys.modules.get("concurrent.futures._base"), sys.modules.get("concurrent.futures.thread")
        if base is not None:
            base.Future.hashes = itertools.count(1)
        if pools is not None:
            pools.ThreadPoolExecutor._counter = itertools.count().__next__
        Wire.has_finished = False
        root, manager = logging.getLogger(), logging.Logger.manager
        for logger in list(manager.loggerDict):
            if logger not in self.loggers:
                del manager.loggerDict[logger]
        for handler in root.handlers[:]:
            root.removeHandler(handler)
        root.filters.clear()
        root.setLevel(logging.WARNING)
        root.disabled, root.propagate = False, True
        main = vars(real.main_thread())
        main["_name"] = "MainThread"
        for name in set(main) - self.attributes:
            del main[name]
        sys.modules["__main__"] = sys
        local.__dict__.clear()
        gc.collect()
