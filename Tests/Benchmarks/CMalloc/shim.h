// The allocator's own books, which the standard module of the C library leaves out.
#include <malloc.h>
