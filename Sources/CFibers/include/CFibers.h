#ifndef CFIBERS_H
#define CFIBERS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A user-level context: a stack of its own, and where on it to go on. The members are nobody's business but this library's.
///
/// A thread of the operating system takes part with a zeroed `fiber`, which stands for the stack it is on already. A `fiber` stays
/// where it is in memory from its first use to its last. What belongs to a thread stays with the thread that runs a fiber: thread-local
/// variables and `errno`, and the accesses to variables that Swift has open, so none may be open across a switch.
typedef struct fiber {
    void *stack_pointer;  // first: the assembly stores here
    struct fiber *came_from;
    void (*entry)(void *);
    void *argument;
    bool has_ended;
    // For the sanitizers.
    const void *stack_bottom;
    size_t stack_size;
    void *fake_stack;
    void *race_state;
} fiber;

/// Has the C library keep, from now on and for the whole process, some megabytes that are given back to it, rather than hand them to the
/// system and ask for them again each time, which costs more than many a run on fibers. No more than a hint.
void fiber_keep_memory(void);

/// Prepares `self` so that the first switch to it calls `entry(argument)` on the `size` bytes at `stack`. Overwrites what `self` and
/// the stack held, so neither may be in use: not by a fiber that has yet to end, even if it never began. `entry` must not return, which
/// traps; it ends by `fiber_switch_last`. The fiber begins with the floating-point modes of the caller. Writes to the topmost page
/// of the stack only, and costs some nanoseconds.
void fiber_make(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument);

/// Goes on with `to`, and returns when somebody switches to `from`, which has to be the fiber that calls. Keeps what a function call
/// keeps: the callee-saved registers and, on x86-64, the floating-point modes. No thread may switch to a fiber that another thread runs, or
/// is still about to leave: who hands fibers from thread to thread has to see to that. The signal mask is the thread's and stays,
/// except where `ucontext` serves, which saves and restores it by a system call. Some nanoseconds; some hundred with `ucontext`.
void fiber_switch(fiber *from, fiber *to);

/// Goes on with `to` for good: nobody may switch to `from` again. Once `to` runs, `from` and its stack may be given to `fiber_make` again,
/// or freed. What the frames on the stack own is not released. Not for a thread's own fiber. Costs what `fiber_switch` does.
_Noreturn void fiber_switch_last(fiber *from, fiber *to);

/// Memory for a stack, at its low end: at least `size` usable bytes, rounded up to whole pages, and below them one page that
/// faults when the stack overflows into it. A frame larger than a page may reach past that. Only pages that are touched take
/// memory. Null on failure, with `errno`; Linux has room for about 30,000 stacks at a time unless `vm.max_map_count` is raised. Two
/// system calls, so stacks are worth keeping.
void *fiber_stack_allocate(size_t size);

/// Gives back a stack that no fiber is on, with the `size` that was asked for. Leaves `errno` alone. One system call.
void fiber_stack_free(void *stack, size_t size);

#ifdef __cplusplus
}
#endif

#endif
