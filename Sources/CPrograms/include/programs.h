#ifndef PROGRAMS_H
#define PROGRAMS_H

#include <spawn.h>
#include <stddef.h>

/// What of the system's interface Swift does not see, as it is GNU's own or made of macros.

/// A file in memory without a name, closed where another program is executed; -1 with `errno`.
int programs_memory_file(void);

/// A pipe, both ends closed where another program is executed; 0, or -1 with `errno`.
int programs_pipe(int ends[2]);

/// Has the new process close every descriptor from `lowest` on.
int programs_close_from(posix_spawn_file_actions_t *actions, int lowest);

/// Sends bytes, and with them a copy of a descriptor; how many were sent, -1 with `errno`. No signal where nobody listens.
ptrdiff_t programs_send_descriptor(int socket, const void *bytes, size_t count, int descriptor);

/// Has the calling thread stay on the processor that it is on, until it is let go; which one that is, -1 where nobody knows.
int programs_stay_on_processor(void);
void programs_leave_processor(void);

#endif
