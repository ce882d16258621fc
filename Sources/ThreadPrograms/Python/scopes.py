# A function's own variables, who else comes to what they stand for, and what its code comes of.


class Scope(ast.NodeVisitor):
    """A function's own names, without those of functions in it."""

    def __init__(self, node):
        self.stored, self.nonlocals, self.globals, self.inner, self.parameters = set(), set(), set(), [], set()
        #: Those that are given a container that was made for that, and those that are given what was there before.
        self.containers, self.borrowed = set(), set()
        arguments = node.args
        for argument in arguments.posonlyargs + arguments.args + arguments.kwonlyargs + [arguments.vararg, arguments.kwarg]:
            if argument is not None:
                self.stored.add(argument.arg)
                self.parameters.add(argument.arg)
        for statement in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(statement)

    def visit_FunctionDef(self, node):
        self.stored.add(node.name)
        self.inner.append(Scope(node))

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.inner.append(Scope(node))

    def visit_ClassDef(self, node):
        self.stored.add(node.name)
        for statement in node.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.inner.append(Scope(statement))

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.stored.add(node.id)

    def visit_Assign(self, node):
        if makes_container(node.value):
            self.containers.update(called(target) for target in node.targets)
        for target in node.targets:
            if not is_fresh(node.value):
                self.borrow(target)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit_Assign(ast.Assign([node.target], node.value))

    def visit_target(self, node):
        self.borrow(node.target)
        self.generic_visit(node)

    visit_For = visit_AsyncFor = visit_comprehension = visit_NamedExpr = visit_target

    def borrow(self, target):
        self.borrowed.update(part.id for part in ast.walk(target) if isinstance(part, ast.Name))

    def visit_Nonlocal(self, node):
        self.nonlocals.update(node.names)

    def visit_Global(self, node):
        self.globals.update(node.names)

    def wanted(self):
        """Names that functions in it take from around them to change them."""
        return self.nonlocals.union(*(inner.wanted() - inner.owned() for inner in self.inner))

    def owned(self):
        """Names of its own that functions in it change."""
        return (self.stored - self.nonlocals - self.globals) & set().union(*(inner.wanted() for inner in self.inner))


class Escapes(ast.NodeVisitor):
    """Names of a function's own whose values others may come to: they are handed to somebody, kept somewhere, or used by a function in
    it."""

    #: What looks at a container and does not keep it.
    LOOKS = {
        "len", "sum", "sorted", "min", "max", "print", "enumerate", "zip", "range", "any", "all", "list", "tuple", "set", "str", "repr",
        "dict", "frozenset", "deque", "reversed", "iter", "map", "filter", "Counter", "bool", "format",
    }
    #: What does not look at what is in it.
    SHALLOW = {"len", "enumerate", "zip", "range", "list", "tuple", "set", "dict", "deque", "reversed", "iter", "map", "filter", "bool"}

    def __init__(self, node):
        self.names = set()
        for statement in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(statement)

    def visit_inner(self, node):
        self.names.update(part.id for part in ast.walk(node) if isinstance(part, ast.Name))

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = visit_inner

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            self.names.add(node.id)

    def visit_used(self, node, used):
        for part in ast.iter_child_nodes(node):
            if not (part in used and isinstance(part, ast.Name)):
                self.visit(part)

    def visit_Subscript(self, node):
        self.visit_used(node, [node.value])

    def visit_Attribute(self, node):
        # A method that is kept has what it is of.
        self.visit_used(node, [] if node.attr in USES else [node.value])

    def visit_For(self, node):
        self.visit_used(node, [node.iter])

    visit_comprehension = visit_For

    def visit_Compare(self, node):
        self.visit_used(node, node.comparators)

    def visit_Call(self, node):
        if isinstance(node.func, ast.Attribute):
            self.visit_used(node.func, [node.func.value])
        else:
            self.visit(node.func)
        for argument in node.args:
            if not (isinstance(argument, ast.Name) and getattr(node.func, "id", "") in self.LOOKS):
                self.visit(argument)
        for keyword in node.keywords:
            self.visit(keyword)


#: What makes a container anew each time.
MAKERS = {"list", "dict", "set", "deque", "defaultdict", "Counter", "OrderedDict", "bytearray", "array"}


def makes_container(value):
    """Whether an expression is one whose value is new."""
    if isinstance(value, ast.BinOp):
        return isinstance(value.left, ast.List) or isinstance(value.right, ast.List)
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", getattr(value.func, "attr", "")) in MAKERS
    return isinstance(value, (ast.List, ast.ListComp, ast.Dict, ast.DictComp, ast.Set, ast.SetComp))


#: Functions of libraries that change a list which they are given first.
CHANGERS = {
    "heappush", "heappop", "heapify", "heappushpop", "heapreplace", "insort", "insort_left", "insort_right", "shuffle",
}
#: What gives something new each time, besides what makes containers.
FRESH = {"split", "rsplit", "splitlines", "readlines", "findall", "sorted", "copy", "deepcopy", "range", "str", "int", "float", "len", "sum"}


def is_fresh(value):
    """Whether the value of an expression is nobody else's."""
    if isinstance(value, ast.Call):
        return called(value.func) in FRESH or makes_container(value)
    return makes_container(value) or isinstance(value, (ast.Constant, ast.JoinedStr, ast.BinOp, ast.Compare, ast.UnaryOp, ast.Lambda))


class BlindWrites(ast.NodeVisitor):
    """Assignments of what comes of nothing that its thread has read, and that nothing of that has decided: of functions that threads begin
    with, as what another is given may have been read by who calls it."""

    #: What gives the same for the same.
    PURE = {"range", "abs", "min", "max", "int", "float", "str", "bool"}

    def __init__(self, function, mutables, outer):
        self.found, self.mutables, self.outer = set(), mutables, outer
        scope = Scope(function)
        self.own = scope.stored - scope.globals - scope.nonlocals
        self.values = collections.defaultdict(list)
        self.unknown = set()
        if not mutables.begins_thread(function.name) or mutables.has_operators or scope.inner or any(isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await)) for node in ast.walk(function)):
            return
        self.tests, self.writes, self.leaves = [], [], False
        for statement in function.body:
            self.visit(statement)
        if not self.leaves:
            self.found = {node for node, tests in self.writes if self.is_pure(node.value) and all(map(self.is_pure, tests))}

    def visit_decided(self, node, test, *parts):
        self.visit(test)
        self.tests.append(test)
        for statement in itertools.chain(*parts):
            self.visit(statement)
        self.tests.pop()

    def visit_If(self, node):
        self.visit_decided(node, node.test, node.body, node.orelse)

    visit_While = visit_If

    def visit_For(self, node):
        self.give(node.target, node.iter)
        self.visit_decided(node, node.iter, node.body, node.orelse)

    def visit_Match(self, node):
        # Too much to tell.
        self.leaves = True

    visit_Try = visit_AsyncFor = visit_AsyncWith = visit_Match

    def visit_leaving(self, node):
        self.leaves = self.leaves or bool(self.tests)

    visit_Return = visit_Break = visit_Continue = visit_Raise = visit_leaving

    def visit_Assign(self, node):
        for target in node.targets:
            self.give(target, node.value)
        self.writes.append((node, list(self.tests)))
        self.visit(node.value)

    def visit_AugAssign(self, node):
        self.give(node.target, None)

    visit_NamedExpr = visit_AnnAssign = visit_AugAssign

    def visit_withitem(self, node):
        if node.optional_vars is not None:
            self.give(node.optional_vars, None)

    def visit_comprehension(self, node):
        self.give(node.target, None)

    def give(self, target, value):
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                if value is None:
                    self.unknown.add(part.id)
                else:
                    self.values[part.id].append(value)
                    # What decides which value it has is as good as read.
                    self.values[part.id].extend(self.tests)

    def is_pure(self, node, names=()):
        if isinstance(node, ast.Constant):
            return True
        if called(node) in self.mutables.containers:
            return False
        if isinstance(node, ast.Name):
            if node.id in self.own:
                return node.id not in self.unknown and (
                    node.id in names or all(self.is_pure(value, (*names, node.id)) for value in self.values[node.id]))
            return node.id not in self.mutables.globals and not any(node.id in outer for outer in self.outer)
        if isinstance(node, ast.Attribute):
            return node.attr not in self.mutables.attributes and self.is_pure(node.value, names)
        if isinstance(node, ast.Call):
            is_known = isinstance(node.func, ast.Name) and node.func.id in self.PURE and not node.keywords
            return is_known and all(self.is_pure(argument, names) for argument in node.args)
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Tuple, ast.List)):
            if any(isinstance(operator, (ast.In, ast.NotIn)) for operator in getattr(node, "ops", ())):
                return False
            return all(self.is_pure(part, names) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr))
        return False


class Spin:
    """Whether a loop does nothing but look at what is told of, and perhaps sleep, until that has changed."""

    #: Methods of primitives, of threads and of futures that look, or try.
    METHODS = {"is_set", "is_alive", "done", "running", "cancelled", "empty", "full", "qsize", "locked", "acquire"}

    def __init__(self, instrument, node):
        self.instrument = instrument
        #: Whether it waits for a change only in a search, where time is free.
        self.is_free = False
        #: What has to be a primitive's.
        self.methods = []
        #: Whether there is anything that may change.
        self.has_looks = False
        self.is_one = not node.orelse and all(map(self.is_idle, node.body)) and self.is_look(node.test) and self.has_looks

    def is_idle(self, statement):
        if isinstance(statement, ast.Expr):
            value = statement.value
            if isinstance(value, ast.Call) and called(value.func) == "sleep":
                self.is_free = True
                return all(isinstance(argument, ast.Constant) for argument in value.args) and not value.keywords
            return isinstance(value, ast.Constant)
        return isinstance(statement, (ast.Pass, ast.Continue))

    def is_look(self, node):
        if isinstance(node, ast.Constant):
            return True
        is_whole = self.instrument.is_whole(node)
        # A new item is told of as that alone, but in a search.
        self.is_free |= is_whole
        self.has_looks |= is_whole or isinstance(node, (ast.Attribute, ast.Subscript, ast.Call))
        if isinstance(node, ast.Name):
            self.has_looks |= self.instrument.kind(node.id) is not None
            return True
        if isinstance(node, ast.Attribute):
            return (is_whole or self.instrument.attribute(node) is not None) and self.is_look(node.value)
        if isinstance(node, ast.Subscript):
            self.is_free = True
            return self.instrument.is_item(node) and self.is_look(node.value) and self.is_look(node.slice)
        if isinstance(node, ast.Call):
            return self.is_call(node)
        if isinstance(node, ast.Compare) and any(isinstance(operator, (ast.In, ast.NotIn)) for operator in node.ops):
            return False
        if isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp)):
            return all(self.is_look(part) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr))
        return False

    def is_call(self, node):
        function = node.func
        if isinstance(function, ast.Name) and function.id == "len" and len(node.args) == 1:
            return self.instrument.is_whole(node.args[0]) and self.is_look(node.args[0])
        if not isinstance(function, ast.Attribute) or function.attr not in self.METHODS:
            return False
        is_try = [getattr(part, "value", None) for part in [*node.args, *(keyword.value for keyword in node.keywords)]] == [False]
        if is_try is not (function.attr == "acquire") or (node.args or node.keywords) and not is_try:
            return False
        part = function.value
        while isinstance(part, ast.Attribute) or isinstance(part, ast.Subscript) and self.is_look(part.slice):
            part = part.value
        self.methods.append(ast.parse(ast.unparse(function), mode="eval").body)
        return isinstance(part, ast.Name)
