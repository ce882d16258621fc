"""The Python side of the protocol: a program whose threads are watched.

Whatever threads are made of is replaced by classes of the same names that ask the runtime for each operation, on a connection of each
thread's own; then the program is run. Payloads stay here. ThreadPrograms.docc/ProgramProtocol.md explains the messages.
"""

# What is needed here, and what the interpreter needs for itself, keeps its real locks: it is imported before anything is replaced.
import _thread
import _socket
import array
import ast
import atexit
import builtins
import collections
import contextlib
import dis
import enum
import functools
import gc
import heapq
import importlib
import importlib._bootstrap
import importlib.machinery
import importlib.util
import io
import itertools
import json
import linecache
import logging
import math
import os
import queue as real_queue
import random
import re
import select as real_select
import signal
import stat
import sys
import threading as real
import time
import traceback
import types
import weakref
from collections import deque

CLIENT = "<threadlanes>"
VERSION = 1
#: Where this interpreter's own modules are: nobody's program.
LIBRARIES = tuple({os.path.dirname(os.__file__), os.path.dirname(io.__file__), sys.prefix + "/lib", sys.base_prefix + "/lib"})
#: As much of an output as one message carries.
LONGEST = 1 << 16

quoted = json.encoder.encode_basestring_ascii
loads = json.JSONDecoder().decode
get_ident = _thread.get_ident
local = real.local()
#: Held while something is made or looked up here, never while an operation waits.
guard = _thread.RLock()
MISSING = object()
#: What the runtime said with the word to go.
settings = {"controlled": False, "server": False}


def watched():
    """The connection of the calling thread; none for a thread that the runtime does not know, as in a child process."""
    return getattr(local, "wire", None)
