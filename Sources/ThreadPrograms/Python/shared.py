# What threads share.


#: How something is written.
CONSTANT, BLIND = 1, 2
MANNERS = ["", ',"flag":true', ',"item":1']


class Location(Thing):
    """An attribute, a global, an item. What a thread made itself is its own until another comes to it, or it may have handed it over.

    A search knows it by who made it where that is known: it was made before there were threads, or is told of where it is made. Any
    other is known by what it is called, and counts as one with all others of that name: that is more to search, and never too little.
    """

    KIND = "shared"
    __slots__ = ()
    has_threads = False
    #: By the number of what they belong to, and which part of that.
    known = {}
    #: What is kept from its end by being known, by number, as nothing else says when that is; and how much may be until what nobody else
    #: has is let go of.
    kept, many = {}, 64

    def __init__(self, owner, handed, keeper, key):
        self.owner, self.handed, self.keeper, self.key = owner, handed, keeper, key
        self.is_shared = self.is_touched = False

    def _tl_make(self):
        return None

    @classmethod
    def of(cls, wire, mark, thing, is_new=False):
        """The location that is known by `mark`, or a new one, of something that has not been seen before.

        `is_new` says that the calling thread is just making what it belongs to.
        """
        found = cls.known.get(mark)
        if found is None or found.keeper() is None:
            if len(Location.kept) > Location.many:
                cls.forget()
            if is_new or not cls.has_threads:
                found = cls(wire, wire.handed, reference(thing), wire.key())
            else:
                found = cls(wire, -1, reference(thing), None)
            cls.known[mark] = found
        return found

    @classmethod
    def forget(cls):
        """Lets go of what belongs to nothing any more."""
        with guard:
            sample = object()
            unused = sys.getrefcount((lambda: sample)())
            for number, keeper in list(cls.kept.items()):
                if sys.getrefcount(keeper()) <= unused:
                    del cls.kept[number]
            for mark, found in list(cls.known.items()):
                is_kept = isinstance(found.keeper, types.FunctionType)
                if cls.kept.get(mark[0]) is not found.keeper if is_kept else found.keeper() is None:
                    cls.known.pop(mark, None)
            Location.many = max(64, 2 * len(cls.kept))

    def is_own(self, wire):
        """Whether nobody but the calling thread can have come to it."""
        return self.owner is wire and self.handed == wire.handed and not self.is_shared and not self.is_touched

    def told(self, wire, words, key, value):
        """Itself where threads share it; None where nobody is to be told of it."""
        if self.is_own(wire):
            return None
        if not self.is_shared:
            more = ',"text":%s' % quoted(shown(value()))
            with guard:
                if not self.is_shared:
                    name = words()
                    names.counts[name] += 1
                    count = names.counts[name]
                    self._tl_init(name if count == 1 else "%s#%d" % (name, count), more=more, key=self.key or "%s of any" % key())
                    self.is_shared = True
        return self

    def read(self):
        self._tl_ask("read", self.rest())

    def write(self, value, manner=0):
        """`manner` is `CONSTANT` where nothing of another's is undone if the same is there, as by a constant, or by what was changed in
        its place and is given back (`items += more`); `BLIND` where the value comes of nothing that the thread has read."""
        is_same = manner == CONSTANT and value is not None and type(value) not in PLAIN_VALUES
        self.change("the same %s" % type(value).__name__ if is_same else shown(value), manner)

    def change(self, text, manner=0):
        self._tl_ask("write", ',"text":%s%s%s' % (quoted(text), MANNERS[manner], self.rest()))
        local.wire.handed += 1

    def rest(self):
        """What a search is to know besides."""
        return ""


def reference(thing):
    """Says whether a thing still is what it was: its number is another's afterwards."""
    try:
        return weakref.ref(thing)
    except TypeError:
        return Location.kept.setdefault(id(thing), lambda: thing)


def collecting(phase, info):
    """The collector is to find what nobody else has."""
    if phase == "start" and info["generation"] == 2:
        Location.forget()


def listens():
    """The calling thread's connection, if what it reads and writes is told of; there is nothing to tell while it tells."""
    wire = watched()
    return None if wire is None or wire.depth else wire


#: Values that are shown as they are.
PLAIN_VALUES = (bool, int, float, str)


def shown(value):
    """A value in a few words, without asking the program's own code for them."""
    if value is None or type(value) in PLAIN_VALUES:
        text = repr(value)
        return text if len(text) <= 40 else text[:39] + "\u2026"
    if type(value) in (list, tuple, set, dict, frozenset, deque):
        return "%s of %d" % (type(value).__name__, len(value))
    return "a %s" % type(value).__name__


def missing(read):
    try:
        return read()
    except Exception:
        return None


@functools.lru_cache(4096)
def is_computed(kind, name):
    """Whether an attribute is what code makes of it, which tells of what it does itself."""
    for base in kind.__mro__:
        found = vars(base).get(name, MISSING)
        if found is not MISSING:
            return hasattr(type(found), "__set__") and not isinstance(found, (types.MemberDescriptorType, types.GetSetDescriptorType))
    return False


def attribute_of(owner, name, is_new=False):
    wire = listens()
    # Its type is asked, not itself, as that might be told of.
    kind = type(owner)
    # What each thread has of its own is nobody else's.
    if wire is None or issubclass(kind, _thread._local) or is_computed(kind, name):
        return None
    number, words = id(owner), kind.__name__
    if issubclass(kind, types.ModuleType):
        # A module's attribute is a global of its code.
        space = types.ModuleType.__getattribute__(owner, "__dict__")
        number, words = id(space), dict.get(space, "__name__", "module") if isinstance(space, dict) else "module"
    elif issubclass(kind, type):
        kind = owner
        words = type.__getattribute__(owner, "__name__")
    location = Location.of(wire, (number, name), owner, is_new)
    if location.is_own(wire):
        return None
    return location.told(
        wire, lambda: "%s.%s" % (words, name), lambda: "%s.%s.%s" % (kind.__module__, kind.__qualname__, name),
        lambda: missing(lambda: object.__getattribute__(owner, name)))


def read_attribute(owner, name):
    return getattr(look_for(owner, name), name)


def look_for(owner, name):
    """Whoever asks whether there is such an attribute."""
    location = attribute_of(owner, name)
    if location is not None:
        location.read()
    return owner


def write_attribute(value, owner, name, manner=0):
    location = attribute_of(owner, name)
    if location is not None:
        location.write(value, manner)
    setattr(owner, name, value)


def set_attribute(owner, name, value):
    write_attribute(value, owner, name)


def make_attribute(value, owner, name):
    location = attribute_of(owner, name, is_new=True)
    if location is not None:
        location.write(value)
    setattr(owner, name, value)


def delete_attribute(owner, name):
    location = attribute_of(owner, name)
    if location is not None:
        location.change("deleted")
    delattr(owner, name)


def global_of(space, name):
    wire = listens()
    if wire is None:
        return None
    location = Location.of(wire, (id(space), name), guard_of(space))
    return location.told(wire, lambda: name, lambda: "%s.%s" % (space.get("__name__"), name), lambda: space.get(name))


def read_global(space, name):
    location = global_of(space, name)
    if location is not None:
        location.read()


def write_global(value, space, name, manner=0):
    location = global_of(space, name)
    if location is not None:
        location.write(value, manner)
    return value


def cell_of(function, name, is_new=False):
    wire = listens()
    if wire is None:
        return None
    cell = function.__closure__[0]
    location = Location.of(wire, (id(cell), name), cell, is_new)
    return location.told(wire, lambda: name, lambda: "variable %s" % name, lambda: missing(lambda: cell.cell_contents))


def read_cell(name, function):
    location = cell_of(function, name)
    if location is not None:
        location.read()


def write_cell(value, name, function, manner=0):
    location = cell_of(function, name)
    if location is not None:
        location.write(value, manner)
    return value


def make_cell(value, name, function):
    """In the function whose variable it is."""
    location = cell_of(function, name, is_new=True)
    if location is not None:
        location.write(value)
    return value


def guard_of(space):
    """What lives as long as a module's names."""
    return sys.modules.get(space.get("__name__"), builtins)


def begin_loop():
    """A loop begins that does nothing but look."""
    wire = listens()
    if wire is not None and settings["controlled"]:
        wire.settle()
        wire.tell('{"op":"loop"}\n')


def go_round(is_free, *methods):
    """Once more, unless what one looks at is of the program's own making, and may come to anything."""
    wire = listens()
    if wire is not None and settings["controlled"]:
        codes = [getattr(getattr(method, "__func__", method), "__code__", None) for method in methods]
        if all(code is not None and code.co_filename == go_round.__code__.co_filename for code in codes):
            operate("round", ',"flag":true' if is_free else "")
