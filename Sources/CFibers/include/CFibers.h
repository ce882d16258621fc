#pragma once
#include <stddef.h>

/// A context of its own: where it goes on is on its stack.
typedef struct fiber {
    void *stack_pointer;
    /// Whether its stack is one that was made for it, not that of a thread of the system.
    int is_made;
    // What the address sanitizer keeps of it, and the bounds of its stack.
    void *fake_stack;
    const void *stack_bottom;
    size_t stack_size;
} fiber;

/// Prepares a fiber that begins with `entry(argument)` on the stack of `size` bytes when it is first switched to. `entry` must not
/// return: it ends by `fiber_switch_last`, after which its stack may be used for another.
void fiber_make(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument);

/// Goes on with `to`; comes back when somebody switches to `from`. No thread of the system may switch to a fiber that another
/// runs. Some nanoseconds.
void fiber_switch(fiber *from, fiber *to);

/// The same for a fiber that will never be switched to again.
void fiber_switch_last(fiber *from, fiber *to);

/// Memory for a stack, of which only touched pages take room, with a page before it that must not be touched. Null with `errno`
/// where there is none to be had. `size` is rounded up to whole pages.
void *fiber_stack_allocate(size_t size);

/// Gives it back; with the same `size`.
void fiber_stack_free(void *stack, size_t size);
