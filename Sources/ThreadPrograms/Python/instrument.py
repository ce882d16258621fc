# The program's code, changed to tell of what threads share.


#: What it calls then.
for function in (
    read_attribute, write_attribute, make_attribute, read_item, write_item, make_container, read_global, write_global, read_cell,
    write_cell, make_cell, method, look, look_inside, has, each, change, changed, delete_item, delete_attribute, set_attribute,
    look_for, moment, begin_loop, go_round, drawn
):
    setattr(builtins, "__tl_%s__" % function.__name__, function)


class Instrument(ast.NodeTransformer):
    """Has the program tell of what it reads and writes that threads may share. Lines stay where they are."""

    def __init__(self, mutables):
        self.mutables = mutables
        #: Of the functions around: the variables that functions share, those of its own that it has from no one, those of them that
        #: functions in it change, and its containers that nobody else comes to.
        self.classes, self.cells, self.locals, self.functions, self.owned, self.private = [], [], [], [], [], []
        self.parameters, self.blind = [], set()
        self.temporaries, self.used = itertools.count(1), []

    # Scopes

    def visit_ClassDef(self, node):
        self.classes.append(node.name)
        self.locals.append({part.id for statement in node.body for part in ast.walk(statement) if is_stored(part)})
        self.parameters.append(set())
        self.generic_visit(node)
        self.parameters.pop()
        self.locals.pop()
        self.classes.pop()
        return node

    def visit_FunctionDef(self, node):
        scope = Scope(node)
        outer = self.cells[-1] if self.cells else set()
        if isinstance(node, ast.FunctionDef):
            self.blind |= BlindWrites(node, self.mutables, self.locals).found
        self.cells.append((outer - scope.stored) | scope.nonlocals | scope.owned())
        self.locals.append(scope.stored - scope.globals)
        self.parameters.append(scope.parameters)
        self.functions.append(getattr(node, "name", ""))
        self.owned.append(scope.owned())
        own = scope.stored - scope.parameters - scope.globals - scope.nonlocals
        escaped = Escapes(node).names if own & scope.containers else ()
        self.private.append({name for name in own - scope.borrowed if name not in scope.containers or name not in escaped})
        self.generic_visit(node)
        for stack in (self.cells, self.locals, self.parameters, self.functions, self.owned, self.private):
            stack.pop()
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        return self.visit_FunctionDef(node)

    # Names of things

    def call(self, name, *arguments):
        return ast.Call(ast.Name("__tl_%s__" % name, ast.Load()), list(arguments), [])

    def attribute(self, node):
        """The attribute's name, if it is to be told of."""
        name = node.attr
        if name not in self.mutables.attributes or (isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super"):
            return None
        if name.startswith("__") and not name.endswith("__") and self.classes:
            name = "_%s%s" % (self.classes[-1].lstrip("_"), name)
        return ast.Constant(name)

    def is_item(self, node):
        if isinstance(node.value, ast.Name) and self.private and node.value.id in self.private[-1]:
            return False
        return container(node) in self.mutables.containers and not any(isinstance(part, ast.Slice) for part in ast.walk(node.slice))

    def is_whole(self, node):
        """Whether an expression is something that others change, as a whole."""
        if not isinstance(getattr(node, "ctx", None), ast.Load):
            return False
        if isinstance(node, ast.Name):
            return node.id in self.mutables.containers and not (self.private and node.id in self.private[-1])
        if isinstance(node, ast.Attribute):
            return node.attr in self.mutables.containers
        # What is in something else, such as the lists of a dictionary.
        return isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice) and "" in self.mutables.containers

    def words(self, node):
        """What an expression is called, as a whole."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self" and self.classes:
            return ast.Constant("%s.%s" % (self.classes[-1], node.attr))
        if isinstance(node, ast.Subscript):
            return ast.Constant("%s[\u2026]" % container(node))
        return ast.Constant(called(node) or (called(node.func) if isinstance(node, ast.Call) else ""))

    def looked(self, node, is_inside=False):
        """An expression, with a look at what it gives."""
        if isinstance(node, ast.NamedExpr) and self.is_whole(loaded(node.target)):
            return ast.copy_location(self.call("look", node, self.words(node.target)), node)
        if not self.is_whole(node):
            return node
        return ast.copy_location(self.call("look_inside" if is_inside else "look", node, self.words(node)), node)

    def text(self, node):
        base = node.value
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name) and base.value.id == "self" and self.classes:
            return ast.Constant("%s.%s" % (self.classes[-1], base.attr))
        return ast.Constant(container(base) + "[\u2026]" if isinstance(base, ast.Subscript) else container(node))

    def kind(self, name):
        if self.cells and name in self.cells[-1]:
            return "cell"
        if name in self.mutables.globals and not (self.locals and name in self.locals[-1]):
            return "global"
        return None

    def space(self):
        return ast.Call(ast.Name("globals", ast.Load()), [], [])

    def reader(self, name):
        """What is to be told before a name is read."""
        if self.kind(name) == "cell":
            return self.call("read_cell", ast.Constant(name), closure(name))
        return self.call("read_global", self.space(), ast.Constant(name))

    def writer(self, name, value, manner=()):
        manner = manner or constant(value)
        if self.kind(name) == "cell":
            if name in self.owned[-1]:
                return self.call("make_cell", value, ast.Constant(name), closure(name))
            return self.call("write_cell", value, ast.Constant(name), closure(name), *manner)
        return self.call("write_global", value, self.space(), ast.Constant(name), *manner)

    # Reading

    def visit_Attribute(self, node):
        if node.attr in USES and self.is_whole(node.value):
            # A method that is kept, and called later.
            kept = self.call("method", node.value, ast.Constant(node.attr), self.words(node.value))
            self.generic_visit(kept)
            return ast.copy_location(kept, node)
        self.generic_visit(node)
        name = self.attribute(node) if isinstance(node.ctx, ast.Load) else None
        return node if name is None else ast.copy_location(self.call("read_attribute", node.value, name), node)

    def visit_Subscript(self, node):
        is_item = isinstance(node.ctx, ast.Load) and self.is_item(node)
        text = self.text(node)
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            node.value = self.looked(node.value)
        self.generic_visit(node)
        return ast.copy_location(self.call("read_item", node.value, node.slice, text), node) if is_item else node

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load) or self.kind(node.id) is None:
            return node
        pair = ast.Tuple([self.reader(node.id), node], ast.Load())
        return ast.copy_location(ast.Subscript(pair, ast.Constant(1), ast.Load()), node)

    # Containers as a whole

    def visit_Call(self, node):
        function = node.func
        is_told = isinstance(function, ast.Attribute) and function.attr in USES
        if isinstance(function, ast.Attribute) and function.attr in TAKERS:
            node.args = [self.looked(argument, function.attr == "join") for argument in node.args]
        if is_told and (self.is_whole(function.value) or isinstance(function.value, ast.Call)):
            node.func = ast.copy_location(
                self.call("method", function.value, ast.Constant(function.attr), self.words(function.value)), function)
        elif getattr(function, "id", "") in ("hasattr", "getattr") and self.names_attribute(node):
            node.args[0] = ast.copy_location(self.call("look_for", node.args[0], node.args[1]), node.args[0])
        elif getattr(function, "id", "") == "next" and node.args and self.comes_from_elsewhere(node.args[0]):
            source = node.args[0]
            node.args[0] = ast.copy_location(self.call("drawn", source, self.words(source)), source)
        elif isinstance(function, ast.Attribute) and function.attr == "send" and self.comes_from_elsewhere(function.value):
            function.value = ast.copy_location(self.call("drawn", function.value, self.words(function.value)), function.value)
        elif getattr(function, "id", "") in SETTERS and self.names_attribute(node):
            node.func = ast.copy_location(ast.Name(SETTERS[function.id], ast.Load()), function)
        elif isinstance(function, ast.Attribute) and function.attr in MOMENTS - self.mutables.attributes:
            node.func = ast.copy_location(self.call("moment", function.value, ast.Constant(function.attr)), function)
        elif called(function) in CHANGERS and node.args and self.is_whole(node.args[0]):
            whole = node.args[0]
            node.args[0] = ast.copy_location(
                self.call("changed", whole, ast.Constant(called(function)), self.words(whole)), whole)
        elif called(function) in Escapes.LOOKS or self.mutables.is_library(function):
            node.args = [self.looked(argument, called(function) not in Escapes.SHALLOW) for argument in node.args]
        self.generic_visit(node)
        return node

    def comes_from_elsewhere(self, node):
        """Whether others may have what an expression gives: it is no variable of the function's own."""
        if isinstance(node, ast.Name):
            return not self.locals or node.id not in self.locals[-1] - self.parameters[-1]
        return isinstance(node, ast.Attribute)

    def names_attribute(self, node):
        return len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value in self.mutables.attributes

    def visit_comprehension(self, node):
        node.iter = self.gone_through(node.iter)
        self.generic_visit(node)
        return node

    def visit_For(self, node):
        node.target, statements = self.given(node.target, node)
        self.visit_comprehension(node)
        node.body[:0] = statements
        return node

    visit_AsyncFor = visit_For

    def visit_With(self, node):
        statements = []
        for index, item in enumerate(node.items):
            if item.optional_vars is not None and self.is_told_within(item.optional_vars):
                if node.items[index + 1:]:
                    # The next may be made with it.
                    node.body = [ast.copy_location(type(node)(node.items[index + 1:], node.body), node)]
                    del node.items[index + 1:]
                item.optional_vars, statements = self.given(item.optional_vars, node)
                break
        self.generic_visit(node)
        node.body[:0] = statements
        return node

    visit_AsyncWith = visit_With

    def given(self, target, node):
        """What is given a value in place of a target that is told of, and the statements that hand it on."""
        if not self.is_told_within(target):
            return target, []
        name = self.temporary()
        return ast.Name(name, ast.Store()), self.finished(node, self.stored(target, ast.Name(name, ast.Load())))

    def gone_through(self, node):
        view = ""
        if isinstance(node, ast.Call) and called(node.func) in ("enumerate", "zip") and isinstance(node.func, ast.Name):
            node.args = [self.gone_through(argument) for argument in node.args]
            return node
        is_bare = isinstance(node, ast.Call) and not node.args and not node.keywords
        if is_bare and isinstance(node.func, ast.Attribute) and node.func.attr in ("items", "keys", "values"):
            view, whole = node.func.attr, node.func.value
        else:
            whole = node
        if not self.is_whole(whole):
            if isinstance(whole, (ast.Name, ast.Attribute)) and self.comes_from_elsewhere(whole):
                return ast.copy_location(self.call("drawn", whole, self.words(whole)), whole)
            return node
        more = [ast.Constant(view)] if view else []
        return ast.copy_location(self.call("each", whole, self.words(whole), *more), node)

    def visit_Compare(self, node):
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)) and self.is_whole(node.comparators[0]):
            whole = node.comparators[0]
            found = self.call("has", node.left, whole, self.words(whole))
            self.generic_visit(found)
            return ast.copy_location(found if isinstance(node.ops[0], ast.In) else ast.UnaryOp(ast.Not(), found), node)
        node.left, node.comparators = self.looked(node.left, True), [self.looked(other, True) for other in node.comparators]
        self.generic_visit(node)
        return node

    def visit_test(self, node):
        node.test = self.looked(node.test)
        self.generic_visit(node)
        return node

    visit_If = visit_IfExp = visit_Assert = visit_test

    def visit_While(self, node):
        spin = Spin(self, node)
        if not spin.is_one:
            return self.visit_test(node)
        self.visit_test(node)
        node.body = [statement for statement in node.body if not isinstance(statement, ast.Continue)]
        node.body.append(ast.copy_location(ast.Expr(self.call("go_round", ast.Constant(spin.is_free), *spin.methods)), node.test))
        return self.finished(node, [ast.Expr(self.call("begin_loop")), node])

    def visit_Match(self, node):
        node.subject = self.looked(node.subject, True)
        self.generic_visit(node)
        return node

    def visit_match_case(self, node):
        # Patterns are compared with, and are no expressions.
        if node.guard is not None:
            node.guard = self.visit(node.guard)
        node.body = self.visit_body(node.body)
        return node

    def visit_body(self, statements):
        result = []
        for statement in statements:
            found = self.visit(statement)
            result.extend(found if isinstance(found, list) else [found])
        return result

    def visit_NamedExpr(self, node):
        node.value = self.visit(node.value)
        if self.kind(node.target.id) is not None:
            node.value = self.writer(node.target.id, node.value)
        return node

    def visit_BoolOp(self, node):
        node.values = [self.looked(value) for value in node.values]
        self.generic_visit(node)
        return node

    def visit_UnaryOp(self, node):
        node.operand = self.looked(node.operand)
        self.generic_visit(node)
        return node

    def visit_FormattedValue(self, node):
        node.value = self.looked(node.value, True)
        self.generic_visit(node)
        return node

    def visit_Starred(self, node):
        if isinstance(node.ctx, ast.Load):
            node.value = self.looked(node.value)
        self.generic_visit(node)
        return node

    def visit_BinOp(self, node):
        node.left, node.right = self.looked(node.left), self.looked(node.right)
        self.generic_visit(node)
        return node

    def visit_Delete(self, node):
        statements = []
        for target in node.targets:
            whole = getattr(target, "value", None)
            if isinstance(target, ast.Subscript) and self.is_item(target):
                text = self.text(target)
                statements.append(ast.Expr(self.call("delete_item", self.visit(whole), self.visit(target.slice), text)))
                continue
            if isinstance(target, ast.Attribute) and self.attribute(target) is not None:
                statements.append(ast.Expr(self.call("delete_attribute", self.visit(whole), self.attribute(target))))
                continue
            if isinstance(target, ast.Subscript) and called(whole) in self.mutables.containers:
                statements.append(ast.Expr(self.call("change", loaded(whole), ast.Constant("del"), self.words(whole))))
            statements.append(ast.Delete([self.visit(target)]))
        return self.finished(node, statements)

    # Writing

    def is_told(self, target):
        if not isinstance(getattr(target, "ctx", None), ast.Store):
            return False
        if isinstance(target, ast.Attribute):
            return self.attribute(target) is not None
        if isinstance(target, ast.Subscript):
            return self.is_item(target)
        return isinstance(target, ast.Name) and self.kind(target.id) is not None

    def write(self, target, value, manner=()):
        """A statement that gives a target a value."""
        manner = manner or constant(value)
        if isinstance(target, ast.Attribute):
            name = self.attribute(target)
            makes = self.functions and self.functions[-1] in ("__init__", "__new__") and getattr(target.value, "id", "") == "self"
            if makes:
                return ast.Expr(self.call("make_attribute", value, self.visit(target.value), name))
            return ast.Expr(self.call("write_attribute", value, self.visit(target.value), name, *manner))
        if isinstance(target, ast.Subscript):
            text = self.text(target)
            owner, key = self.visit(target.value), self.visit(target.slice)
            return ast.Expr(self.call("write_item", value, owner, key, text, *manner))
        return ast.Assign([target], self.writer(target.id, value, manner))

    def temporary(self):
        self.used.append("__tl_%d__" % next(self.temporaries))
        return self.used[-1]

    def finished(self, node, statements):
        if self.used:
            # What they stand for would live longer than it should.
            statements.append(ast.Delete([ast.Name(name, ast.Del()) for name in self.used]))
            self.used = []
        for statement in statements:
            ast.copy_location(statement, node)
            ast.fix_missing_locations(statement)
        return statements

    def visit_Assign(self, node):
        self.tell_making(node, node.targets)
        if any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
            node.value = self.looked(node.value, True)
        if not any(self.is_told_within(target) for target in node.targets):
            self.generic_visit(node)
            return node
        manner = [ast.Constant(BLIND)] if node in self.blind else constant(node.value)
        value = self.visit(node.value)
        if len(node.targets) == 1 and self.is_told(node.targets[0]):
            return self.finished(node, [self.write(node.targets[0], value, manner)])
        name = self.temporary()
        statements = [ast.Assign([ast.Name(name, ast.Store())], value)]
        for target in node.targets:
            statements.extend(self.stored(target, ast.Name(name, ast.Load())))
        return self.finished(node, statements)

    def is_told_within(self, target):
        return any(self.is_told(part) or self.is_sliced(part) for part in ast.walk(target))

    def is_sliced(self, target):
        """Whether a part of something that others change is given another content."""
        is_slice = isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice) and isinstance(target.ctx, ast.Store)
        return is_slice and called(target.value) in self.mutables.containers

    def stored(self, target, value):
        """Statements that give a target a value, its parts from left to right as Python does it: one may be used by the next."""
        if self.is_told(target):
            return [self.write(target, value)]
        if self.is_sliced(target):
            whole = target.value
            change = ast.Expr(self.call("change", loaded(whole), ast.Constant("[:]"), self.words(whole)))
            return [change, ast.Assign([self.visit(target)], value)]
        if not isinstance(target, (ast.Tuple, ast.List)) or not self.is_told_within(target):
            return [ast.Assign([self.visit(target)], value)]
        parts, statements = [], []
        for part in target.elts:
            inner = ast.Name(self.temporary(), ast.Store())
            is_rest = isinstance(part, ast.Starred)
            parts.append(ast.Starred(inner, ast.Store()) if is_rest else inner)
            statements.extend(self.stored(part.value if is_rest else part, ast.Name(inner.id, ast.Load())))
        return [ast.Assign([type(target)(parts, ast.Store())], value), *statements]

    def tell_making(self, node, targets):
        """A container that is given to what others change items of."""
        given = [target for target in targets if called(target) in self.mutables.containers and not isinstance(target, (ast.Tuple, ast.List))]
        if given and makes_container(node.value):
            target = given[0]
            node.value = ast.copy_location(self.call("make_container", node.value, self.words(target)), node.value)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.tell_making(node, [node.target])
        if node.value is None or isinstance(node.target, ast.Name) or not self.is_told(node.target):
            self.generic_visit(node)
            return node
        return self.finished(node, [self.write(node.target, self.visit(node.value))])

    def visit_AugAssign(self, node):
        target = node.target
        whole = target.value if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice) else target
        if not self.is_told(target):
            self.generic_visit(node)
            if not (isinstance(whole, (ast.Name, ast.Attribute)) and self.is_whole(loaded(whole))):
                return node
            statements = []
            if whole is target:
                # It is changed when it is known by what.
                value = ast.Name(self.temporary(), ast.Store())
                statements.append(ast.Assign([value], node.value))
                node.value = ast.Name(value.id, ast.Load())
            statements.append(ast.Expr(self.call("change", loaded(whole), ast.Constant("+="), self.words(whole))))
            return self.finished(node, [*statements, node])
        result = self.temporary()
        statements = []

        def kept(expression):
            name = self.temporary()
            statements.append(ast.Assign([ast.Name(name, ast.Store())], self.visit(expression)))
            return ast.Name(name, ast.Load())

        # A constant is a number or a text, and gives another; a list is changed in its place, and given back.
        before = None if isinstance(node.value, ast.Constant) else self.temporary()

        def given_back(kind, *rest):
            value = ast.Name(result, ast.Load())
            is_same = [ast.Compare(value, [ast.Is()], [ast.Name(before, ast.Load())])] if before else []
            return self.call("write_" + kind, value, *rest, *is_same)

        if isinstance(target, ast.Attribute):
            owner, name = kept(target.value), self.attribute(target)
            read = self.call("read_attribute", owner, name)
            write = ast.Expr(given_back("attribute", owner, name))
        elif isinstance(target, ast.Subscript):
            text = self.text(target)
            owner, key = kept(target.value), kept(target.slice)
            read = self.call("read_item", owner, key, text)
            write = ast.Expr(given_back("item", owner, key, text))
        else:
            name = ast.Constant(target.id)
            read = self.visit(ast.Name(target.id, ast.Load()))
            is_cell = self.kind(target.id) == "cell"
            write = ast.Assign(
                [target], given_back("cell", name, closure(target.id)) if is_cell else given_back("global", self.space(), name))
        statements.append(ast.Assign([ast.Name(result, ast.Store())], read))
        value = node.value
        if before is not None:
            statements.append(ast.Assign([ast.Name(before, ast.Store())], ast.Name(result, ast.Load())))
            # When it is known by what.
            value = kept(value)
            statements.append(
                ast.Expr(self.call("change", ast.Name(result, ast.Load()), ast.Constant("+="), self.words(target))))
        statements.append(ast.AugAssign(ast.Name(result, ast.Store()), node.op, value))
        statements.append(write)
        return self.finished(node, statements)


#: What gives an attribute a value that is named by a text, and what does so here.
SETTERS = {"setattr": "__tl_set_attribute__", "delattr": "__tl_delete_attribute__"}


def is_stored(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def constant(value):
    """What says of a value that it is one, whatever was read before."""
    return [ast.Constant(CONSTANT)] if isinstance(value, ast.Constant) else []


def loaded(node):
    """The same expression, to be read."""
    return ast.parse(ast.unparse(node), mode="eval").body


def closure(name):
    arguments = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.Lambda(arguments, ast.Name(name, ast.Load()))


def instrumented(text, path):
    """The code of one of the program's own files, or its plain code where nothing of it is to be told."""
    try:
        tree = ast.parse(text, path)
        if path == notebook.path:
            notebook.show_last(tree, text)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if path == notebook.path else 0
        return compile(told_of(tree) if settings["shared"] else tree, path, "exec", flags, dont_inherit=True)
    except SyntaxError:
        raise
    except Exception as error:
        # Better less to see than another program.
        note("what threads share in %s is not told: %s" % (os.path.basename(path), described(error)))
        return compile(text, path, "exec", dont_inherit=True)


def told_of(tree):
    look_ahead(tree)
    mutables = Mutables()
    mutables.visit(tree)
    mutables.close(tree)
    return ast.fix_missing_locations(Instrument(mutables).visit(tree))


class OwnLoader(importlib.machinery.SourceFileLoader):
    """Loads modules of the program's own, as they are told of. What is compiled for that is kept nowhere."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return instrumented(importlib.util.decode_source(self.get_data(path)), path)
