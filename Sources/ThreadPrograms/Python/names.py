# Names, from the source.


class Names:
    """What the program calls the things that it makes."""

    def __init__(self):
        self.files = {}
        self.counts = collections.Counter()

    def of(self, kind):
        """The name of the thing that is being made, from the statement that makes it; empty where it has none."""
        frame = sys._getframe(2)
        while frame is not None and not sources.numbers.get(frame.f_code.co_filename, sources.is_own(frame.f_code.co_filename)):
            frame = frame.f_back
        if frame is None:
            return ""
        found = self.statements(frame.f_code.co_filename).get(frame.f_lineno)
        if found is None:
            return ""
        target, is_many = found[self.rank(frame) % len(found)] if len(found) > 1 else found[0]
        name = self.name(target, frame)
        if not name:
            return ""
        self.counts[name] += 1
        count = self.counts[name]
        if is_many:
            return "%s[%d]" % (name, count - 1)
        return name if count == 1 else "%s#%d" % (name, count)

    ranks = {}

    def rank(self, frame):
        """The how-manieth thing of this statement it is."""
        seen = self.ranks.setdefault((frame.f_code, frame.f_lineno), [])
        if frame.f_lasti not in seen:
            seen.append(frame.f_lasti)
        return seen.index(frame.f_lasti)

    def name(self, target, frame):
        if isinstance(target, ast.Name):
            return target.id
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            owner = MISSING
            while frame is not None and owner is MISSING:
                owner = frame.f_locals.get(target.value.id, MISSING)
                frame = frame.f_back
            if isinstance(owner, type):
                return "%s.%s" % (owner.__name__, target.attr)
            if target.value.id in ("self", "cls") and owner is not MISSING:
                return "%s.%s" % (type(owner).__name__, target.attr)
            return "%s.%s" % (target.value.id, target.attr)
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            index = target.slice
            if isinstance(index, ast.Constant):
                return "%s[%r]" % (target.value.id, index.value)
            return target.value.id
        return ""

    def statements(self, filename):
        """By line, what is assigned there, in order, and whether it is a collection of things."""
        known = self.files.get(filename)
        if known is not None:
            return known
        found = {}
        try:
            tree = ast.parse("".join(linecache.getlines(filename)))
        except (SyntaxError, ValueError, RecursionError):
            tree = ast.Module([], [])
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                targets, value = node.targets[:1], node.value
            elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
                targets, value = [node.target], node.value
            elif isinstance(node, (ast.With, ast.AsyncWith)):
                for item in node.items:
                    if item.optional_vars is not None:
                        for line in range(item.context_expr.lineno, item.context_expr.end_lineno + 1):
                            found.setdefault(line, []).append((item.optional_vars, False))
                continue
            else:
                continue
            if not any(isinstance(part, ast.Call) for part in ast.walk(value)):
                continue
            is_many = isinstance(value, (ast.List, ast.ListComp, ast.Dict, ast.DictComp, ast.Set, ast.SetComp, ast.GeneratorExp))
            if isinstance(targets[0], ast.Tuple):
                if isinstance(value, ast.Tuple) and len(value.elts) == len(targets[0].elts):
                    targets = targets[0].elts
                else:
                    targets, is_many = targets[0].elts, False
            for line in range(node.lineno, node.end_lineno + 1):
                found.setdefault(line, []).extend((target, is_many) for target in targets)
        self.files[filename] = found
        return found


names = Names()
