# Lists, dictionaries and sets: items, and what is done with the whole.


class Contents(Location):
    """A container as a whole: which items it has, and in which order. Each use is one step, in which nobody comes in between."""

    KIND = "atomic"
    #: What whoever made it calls it.
    name = ""
    #: Those of its items that are told of.
    items = None
    #: Of a generator, whether somebody is in its code.
    is_running = False

    def settle(self):
        for item in (self.items or ())[-MANY:]:
            item.settle()


class Item(Location):
    whole = key = None
    #: What was told of it last.
    worth = ""

    def change(self, text, manner=0):
        self.worth = text
        super().change(text, manner)

    def settle(self):
        owner = self.keeper()
        text = missing(lambda: worth(owner, self.key)) or self.worth
        if text != self.worth and self._tl_number:
            self.worth = text
            local.wire.tell('{"op":"value","on":%d,"text":%s}\n' % (self._tl_number, quoted(text)))

    def rest(self):
        return ',"other":%d' % self.whole._tl() if settings["searched"] and self.whole.is_shared else ""


KEYED = {dict, collections.defaultdict, collections.Counter, collections.OrderedDict}
#: What is told of: what others do with items is their own code's.
CONTAINERS = KEYED | {list, deque, set, bytearray, array.array}
#: What changes a container as a whole, where it has no keys.
CHANGES = {
    "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "appendleft", "popleft", "extendleft", "rotate", "update",
    "popitem", "move_to_end", "subtract", "add", "discard", "difference_update", "intersection_update", "symmetric_difference_update",
}
#: What is done with the item of one key, and whether that changes it.
KEY_USES = {"get": False, "setdefault": True, "pop": True, "add": True, "discard": True, "remove": True}
#: So many items are told of while all are gone through, or changed together.
MANY = 64
LOOKS = {"copy", "count", "index", "items", "keys", "values", "most_common", "elements", "total", "union", "intersection", "difference",
         "issubset", "issuperset", "isdisjoint"}
#: Methods that look at what they are given.
TAKERS = {"extend", "extendleft", "update", "subtract", "union", "intersection", "difference", "issubset", "issuperset", "isdisjoint",
          "difference_update", "intersection_update", "symmetric_difference_update", "join", "writelines"}
#: What else is done with one.
USES = CHANGES | set(KEY_USES) | LOOKS


@functools.lru_cache(4096)
def container_kind(kind, *names):
    """Which of these a type is, as far as these methods of it are that one's own; None where they are not."""
    for base in kind.__mro__:
        if base in CONTAINERS:
            return base if all(getattr(kind, name, None) is getattr(base, name, None) for name in names) else None
    return None


def contents_of(owner, text):
    """The location of a container as a whole, if it is one that threads share."""
    kind = container_kind(type(owner))
    wire = listens() if kind is not None else None
    if wire is None:
        return None
    whole = Contents.of(wire, (id(owner), "[]"), owner)
    if not Location.has_threads or whole.is_own(wire):
        return None
    return whole.told(wire, lambda: whole.name or text, lambda: kind.__name__, lambda: owner)


#: Keys that are the same in each execution, however they are written; others count as one.
PLAIN_KEYS = (int, str, bool, float, type(None), bytes)


def item_of(owner, key, text):
    wire = listens()
    kind = container_kind(type(owner), "__getitem__", "__setitem__", "__delitem__", "__contains__")
    if wire is None or kind is None or isinstance(key, slice):
        return None
    if type(key) not in PLAIN_KEYS and not isinstance(key, (tuple, enum.Enum)) and not is_itself(key):
        # Whose own code says what is equal: the container as a whole.
        return contents_of(owner, text)
    whole = Contents.of(wire, (id(owner), "[]"), owner)
    if not Location.has_threads or whole.is_own(wire):
        return None
    whole.is_touched = True
    if settings["searched"]:
        whole.told(wire, lambda: whole.name or text, lambda: kind.__name__, lambda: owner)
    if type(key) is int and key < 0 and kind not in KEYED:
        key += len(owner)
    mark = (id(owner), "[", key)
    location = Location.known.get(mark)
    if location is None or location.keeper is not whole.keeper:
        location = Item(whole.owner, whole.handed, whole.keeper, whole.key and "%s[%s" % (whole.key, spelled(key)))
        location.whole = whole
        Location.known[mark] = location
    found = location.told(
        wire, lambda: "%s[%s]" % (whole.name or text, key_words(key)), lambda: "%s[%s" % (kind.__name__, spelled(key)), lambda: value_of(owner, kind, key))
    if found is not None and not found.worth:
        found.key, found.worth = key, shown(value_of(owner, kind, key))
        if whole.items is None:
            whole.items = []
        whole.items.append(found)
    return found


def is_itself(key):
    """Whether nothing but itself is equal to a key."""
    return type(key).__hash__ is object.__hash__ and type(key).__eq__ is object.__eq__


def key_words(key):
    if not is_itself(key):
        return repr(key)
    return key.__name__ if isinstance(key, type) else shown(key)


def worth(owner, key):
    """What an item is worth, in words."""
    kind = container_kind(type(owner))
    if kind is set:
        return shown(key in owner)
    try:
        value = dict.get(owner, key, MISSING) if kind in KEYED else owner[key]
    except IndexError:
        value = MISSING
    return "deleted" if value is MISSING else shown(value)


def value_of(owner, kind, key):
    if kind is set:
        return key in owner
    return missing(lambda: dict.get(owner, key) if kind in KEYED else owner[key])


def spelled(key):
    """The same for keys that are equal."""
    if type(key) is tuple:
        return "(%s)" % ",".join(spelled(part) if type(part) is tuple else spelled_part(part) for part in key)
    return spelled_part(key)


def spelled_part(part):
    if isinstance(part, enum.Enum):
        return "%s.%s" % (type(part).__qualname__, part.name)
    if type(part) not in PLAIN_KEYS:
        return "any"
    return repr(int(part) if type(part) in (bool, float) and part == part and abs(part) < 1e15 and int(part) == part else part)


def make_container(value, text):
    """Something with items that the calling thread has just made, and what it calls that."""
    wire = listens()
    if wire is not None and type(value) in CONTAINERS:
        Contents.of(wire, (id(value), "[]"), value, is_new=True).name = text
    return value


def read_item(owner, key, text):
    location = item_of(owner, key, text)
    if location is not None:
        if isinstance(owner, collections.defaultdict) and not dict.__contains__(owner, key):
            alter(location, "made")
        else:
            location.read()
    return owner[key]


def write_item(value, owner, key, text, manner=0):
    location = item_of(owner, key, text)
    if location is not None:
        location.write(value, manner)
    owner[key] = value


def method(owner, name, text):
    """A container's method, which tells of what it does; anybody else's as it is."""
    function = getattr(owner, name)
    kind = container_kind(type(owner), name)
    if kind is None:
        return function

    def used(*args, **kwargs):
        tell_use(owner, kind, name, text, args)
        return function(*args, **kwargs)

    used.__name__, used.__self__ = name, owner
    return used


def tell_use(owner, kind, name, text, args):
    if args and (kind in KEYED or kind is set) and name in KEY_USES:
        location = item_of(owner, args[0], text)
        if location is not None:
            if KEY_USES[name]:
                alter(location, told_of_key(kind, name, args))
            else:
                location.read()
            return
    location = contents_of(owner, text)
    if location is None:
        return
    if name in CHANGES:
        alter(location, "%s(%s)" % (name, ", ".join(shown(argument) for argument in args)))
    else:
        location.read()


def alter(location, text):
    """Tells of a change before it is made; what comes of it is told afterwards."""
    location.change(text)
    local.wire.unsettled.append(location)


def told_of_key(kind, name, args):
    """What the item is worth behind a use of its key, as far as that is known."""
    if name == "setdefault":
        return shown(args[1]) if args[1:] else "None"
    return "deleted" if kind in KEYED else shown(name == "add")


class Drawn:
    """What others draw from as well: each time is a change of it, and a generator's code takes its time, in which nobody else may draw."""

    def __init__(self, source, location):
        self.source, self.location = source, location

    def __iter__(self):
        return self

    def __next__(self):
        return self.draw("next()", self.source.__next__)

    def send(self, value):
        return self.draw("send(%s)" % shown(value), lambda: self.source.send(value))

    def draw(self, what, function):
        alter(self.location, what)
        if not isinstance(self.source, types.GeneratorType):
            return function()
        if self.location.is_running:
            # As if the other had been interrupted in its midst, which this side can not do.
            raise ValueError("generator already executing")
        self.location.is_running = True
        try:
            return function()
        finally:
            if listens() is not None:
                alter(self.location, "suspended")
            self.location.is_running = False


def drawn(source, text):
    """An iterator that threads share, told of; anything else as it is."""
    kind = type(source)
    wire = listens() if kind.__module__ in ("builtins", "itertools") and hasattr(kind, "__next__") else None
    if wire is None or not Location.has_threads:
        return source
    location = Contents.of(wire, (id(source), "next"), source)
    if location.is_own(wire):
        return source
    return Drawn(source, location.told(wire, lambda: text, lambda: kind.__name__, lambda: source))


def look(owner, text):
    location = contents_of(owner, text)
    if location is not None:
        location.read()
    return owner


def look_inside(owner, text, depth=3):
    """A look at all that there is in a container, as for printing it. Objects of the program's own tell of it themselves."""
    look(owner, text)
    kind = tuple if type(owner) is tuple else container_kind(type(owner), "__iter__", "values")
    if depth and kind is not None:
        for item in missing(lambda: list(dict.values(owner) if kind in KEYED else kind.__iter__(owner))[:MANY]) or ():
            look_inside(item, text, depth - 1)
    return owner


def has(key, owner, text):
    kind = container_kind(type(owner), "__contains__")
    if kind in KEYED or kind is set:
        location = item_of(owner, key, text)
        if location is not None:
            location.read()
            return key in owner
    return key in look(owner, text)


def each(owner, text, view=None):
    """The items one by one, each a look at what there is then; `view` is a method that gives them."""
    location = contents_of(owner, text)
    if location is None:
        return owner if view is None else getattr(owner, view)()
    return looking(owner if view is None else getattr(owner, view)(), location)


def looking(items, location):
    location.read()
    for count, item in enumerate(items):
        yield item
        if count < MANY:
            location.read()


def changed(owner, what, text):
    """What is given to a function that changes it."""
    change(owner, what + "()", text)
    return owner


def change(owner, what, text):
    location = contents_of(owner, text)
    if location is not None:
        alter(location, what)


def delete_item(owner, key, text):
    location = item_of(owner, key, text)
    if location is not None:
        location.change("deleted")
    del owner[key]
