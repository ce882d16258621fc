#define _GNU_SOURCE
#include "CFibers.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifndef MAP_STACK
#define MAP_STACK 0
#endif

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

// Inlined, so that no function is entered on one stack and left on another, which the thread sanitizer would count.
#define INLINED static inline __attribute__((always_inline))

// MARK: Sanitizers

// With ELF a weak symbol is null when nothing defines it, so it is the program's build that counts, not this file's. Other linkers
// insist on a definition, so there this file has to be built with the sanitizer as well.
#define WEAK(result, name, ...) __attribute__((weak)) result name(__VA_ARGS__)
#define ABSENT(result, name, ...) static result (*const name)(__VA_ARGS__) = NULL
#if defined(__ELF__) || __has_feature(address_sanitizer) || defined(__SANITIZE_ADDRESS__)
#define ADDRESS_HOOK WEAK
#else
#define ADDRESS_HOOK ABSENT
#endif
#if defined(__ELF__) || __has_feature(thread_sanitizer) || defined(__SANITIZE_THREAD__)
#define THREAD_HOOK WEAK
#else
#define THREAD_HOOK ABSENT
#endif

ADDRESS_HOOK(void, __sanitizer_start_switch_fiber, void **fake_stack, const void *bottom, size_t size);
ADDRESS_HOOK(void, __sanitizer_finish_switch_fiber, void *fake_stack, const void **bottom, size_t *size);
ADDRESS_HOOK(void, __asan_unpoison_memory_region, const volatile void *memory, size_t size);
THREAD_HOOK(void *, __tsan_get_current_fiber, void);
THREAD_HOOK(void *, __tsan_create_fiber, unsigned flags);
THREAD_HOOK(void, __tsan_destroy_fiber, void *state);
THREAD_HOOK(void, __tsan_switch_to_fiber, void *state, unsigned flags);

/// A fiber that ended left its frames' red zones behind.
INLINED void forget_frames(void *stack, size_t size) {
    if (__asan_unpoison_memory_region) __asan_unpoison_memory_region(stack, size);
}

INLINED void announce(fiber *from, fiber *to) {
    if (__sanitizer_start_switch_fiber)
        __sanitizer_start_switch_fiber(from->has_ended ? NULL : &from->fake_stack, to->stack_bottom, to->stack_size);
    if (__tsan_switch_to_fiber) {
        from->race_state = __tsan_get_current_fiber();
        __tsan_switch_to_fiber(to->race_state, 0);
    }
}

/// The other half, on the new stack. The bounds of the stack that was left are learned here, as a thread's own are not known before.
INLINED void arrive(fiber *self) {
    fiber *before = self->came_from;
    if (__sanitizer_finish_switch_fiber)
        __sanitizer_finish_switch_fiber(self->fake_stack, &before->stack_bottom, &before->stack_size);
    if (__tsan_destroy_fiber && before->has_ended) __tsan_destroy_fiber(before->race_state);
}

/// What every fiber calls first.
static void begin(fiber *self) {
    arrive(self);
    self->entry(self->argument);
    __builtin_trap();
}

// MARK: Switching

#if ((defined(__x86_64__) && defined(__LP64__)) || defined(__aarch64__)) && !defined(CFIBERS_UCONTEXT)

#define STRING_OF(x) #x
#define STRING(x) STRING_OF(x)
#define SYMBOL(name) STRING(__USER_LABEL_PREFIX__) name
#ifdef __ELF__
#define HIDDEN(name) ".hidden " SYMBOL(name) "\n.type " SYMBOL(name) ",%function\n"
#define END(name) ".cfi_endproc\n.size " SYMBOL(name) ", . - " SYMBOL(name) "\n"
#else
#define HIDDEN(name) ".private_extern " SYMBOL(name) "\n"
#define END(name) ".cfi_endproc\n"
#endif
#define FUNCTION(name) ".globl " SYMBOL(name) "\n" HIDDEN(name) ".p2align 4\n" SYMBOL(name) ":\n.cfi_startproc\n"

/// Saves what a callee has to keep on the stack, and the stack pointer in `from`; then the reverse with `to`.
void cfibers_swap(fiber *from, fiber *to);
/// Where the first swap returns to: calls `begin`. No caller is to be found for it, so that backtraces end here.
void cfibers_start(void);

_Static_assert(offsetof(fiber, stack_pointer) == 0, "the assembly stores the stack pointer here");

#if defined(__x86_64__)

// For indirect branch tracking. There are no shadow stacks here: a program that turns those on needs `ucontext`.
#ifdef __CET__
#define LANDING "endbr64\n"
#else
#define LANDING
#endif

#define PUSH(register) "pushq %" register "\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset " register ", 0\n"
#define POP(register) "popq %" register "\n.cfi_adjust_cfa_offset -8\n.cfi_restore " register "\n"

__asm__(
    ".text\n"
    FUNCTION("cfibers_swap") LANDING
    PUSH("rbp") PUSH("rbx") PUSH("r12") PUSH("r13") PUSH("r14") PUSH("r15")
    "subq $8, %rsp\n.cfi_adjust_cfa_offset 8\n"
    "stmxcsr (%rsp)\n"
    "fnstcw 4(%rsp)\n"
    "movq %rsp, (%rdi)\n"
    "movq (%rsi), %rsp\n"
    "ldmxcsr (%rsp)\n"
    "fldcw 4(%rsp)\n"
    "addq $8, %rsp\n.cfi_adjust_cfa_offset -8\n"
    POP("r15") POP("r14") POP("r13") POP("r12") POP("rbx") POP("rbp")
    "retq\n"
    END("cfibers_swap")
    FUNCTION("cfibers_start")
    ".cfi_undefined rip\n"
    "movq %r12, %rdi\n"
    "callq *%rbx\n"
    "ud2\n"
    END("cfibers_start"));

/// What `cfibers_swap` finds on a stack. Zeros for the frame pointer and above end what walks frames.
typedef struct frame {
    uint32_t mxcsr;
    uint16_t x87_control, unused;
    uintptr_t r15, r14, r13, r12, rbx, rbp, rip;
    uintptr_t above[2];
} frame;

static frame first_frame(fiber *self) {
    frame first = {.rbx = (uintptr_t)begin, .r12 = (uintptr_t)self, .rip = (uintptr_t)cfibers_start};
    __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(first.mxcsr), "=m"(first.x87_control));
    return first;
}

#else

#ifdef __ARM_FEATURE_BTI_DEFAULT
#define LANDING "hint #34\n"  // bti c
#else
#define LANDING
#endif

#define STORE(a, b, offset) \
    "stp " a ", " b ", [sp, #" #offset "]\n" \
    ".cfi_rel_offset " a ", " #offset "\n.cfi_rel_offset " b ", " #offset " + 8\n"
#define LOAD(a, b, offset) "ldp " a ", " b ", [sp, #" #offset "]\n.cfi_restore " a "\n.cfi_restore " b "\n"

__asm__(
    ".text\n"
    FUNCTION("cfibers_swap") LANDING
    "sub sp, sp, #160\n.cfi_adjust_cfa_offset 160\n"
    STORE("x19", "x20", 0) STORE("x21", "x22", 16) STORE("x23", "x24", 32)
    STORE("x25", "x26", 48) STORE("x27", "x28", 64) STORE("x29", "x30", 80)
    STORE("d8", "d9", 96) STORE("d10", "d11", 112) STORE("d12", "d13", 128) STORE("d14", "d15", 144)
    "mov x9, sp\n"
    "str x9, [x0]\n"
    "ldr x9, [x1]\n"
    "mov sp, x9\n"
    LOAD("x19", "x20", 0) LOAD("x21", "x22", 16) LOAD("x23", "x24", 32)
    LOAD("x25", "x26", 48) LOAD("x27", "x28", 64) LOAD("x29", "x30", 80)
    LOAD("d8", "d9", 96) LOAD("d10", "d11", 112) LOAD("d12", "d13", 128) LOAD("d14", "d15", 144)
    "add sp, sp, #160\n.cfi_adjust_cfa_offset -160\n"
    "ret\n"
    END("cfibers_swap")
    FUNCTION("cfibers_start")
    ".cfi_undefined x30\n"
    "mov x0, x20\n"
    "blr x19\n"
    "brk #1\n"
    END("cfibers_start"));

/// What `cfibers_swap` finds on a stack. Zeros for the frame pointer and above end what walks frames.
typedef struct frame {
    uintptr_t x19, x20, other_registers[8], x29, x30;
    uint64_t d8_to_d15[8];
    uintptr_t above[2];
} frame;

static frame first_frame(fiber *self) {
    return (frame){.x19 = (uintptr_t)begin, .x20 = (uintptr_t)self, .x30 = (uintptr_t)cfibers_start};
}

#endif

#ifdef __ELF__
__asm__(".pushsection .note.GNU-stack,\"\",%progbits\n.popsection\n");
#endif

// As the stack pointer is a multiple of 16 when `begin` is called, so is what is taken off for a frame.
_Static_assert(sizeof(frame) % 16 == 0, "stack alignment");

static void prepare(fiber *self, void *stack, size_t size) {
    frame *top = (frame *)(((uintptr_t)stack + size) & ~(uintptr_t)15) - 1;
    *top = first_frame(self);
    self->stack_pointer = top;
}

INLINED void swap(fiber *from, fiber *to) { cfibers_swap(from, to); }

#else

#include <ucontext.h>

/// Gets ints, as that is what `makecontext` passes on.
static void start(unsigned high, unsigned low) { begin((fiber *)(uintptr_t)((uint64_t)high << 32 | low)); }

static void prepare(fiber *self, void *stack, size_t size) {
    // The first context lies at the top of the stack it is for.
    ucontext_t *context = (ucontext_t *)(((uintptr_t)stack + size - sizeof(ucontext_t)) & ~(uintptr_t)63);
    getcontext(context);
    context->uc_stack.ss_sp = stack;
    context->uc_stack.ss_size = (size_t)((char *)context - (char *)stack);
    context->uc_link = NULL;
    makecontext(context, (void (*)(void))start, 2, (unsigned)((uint64_t)(uintptr_t)self >> 32), (unsigned)(uintptr_t)self);
    self->stack_pointer = context;
}

INLINED void swap(fiber *from, fiber *to) {
    // Nothing is saved at the end: this frame may be in the fake stack that the address sanitizer has just thrown away.
    if (from->has_ended) setcontext(to->stack_pointer);
    ucontext_t here;
    from->stack_pointer = &here;
    swapcontext(&here, to->stack_pointer);
}

#endif

INLINED void leave(fiber *from, fiber *to) {
    to->came_from = from;
    announce(from, to);
    swap(from, to);
    arrive(from);
}

void fiber_make(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument) {
    forget_frames(stack, size);
    *self = (fiber){.entry = entry, .argument = argument, .stack_bottom = stack, .stack_size = size};
    if (__tsan_create_fiber) self->race_state = __tsan_create_fiber(0);
    prepare(self, stack, size);
}

void fiber_switch(fiber *from, fiber *to) { leave(from, to); }

void fiber_switch_last(fiber *from, fiber *to) {
    from->has_ended = true;
    leave(from, to);
    __builtin_trap();
}

// MARK: Stacks

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

/// With the page below.
static size_t mapped_size(size_t size) {
    size_t page = page_size();
    return (size + page - 1) / page * page + page;
}

void *fiber_stack_allocate(size_t size) {
    size_t page = page_size();
    if (size == 0 || size > SIZE_MAX - 2 * page) {
        errno = size == 0 ? EINVAL : ENOMEM;
        return NULL;
    }
    size_t mapped = mapped_size(size);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    char *memory = mmap(NULL, mapped, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    if (mprotect(memory, page, PROT_NONE) != 0) {
        int reason = errno;
        munmap(memory, mapped);
        errno = reason;
        return NULL;
    }
    return memory + page;
}

void fiber_stack_free(void *stack, size_t size) {
    int saved = errno;
    size_t page = page_size(), mapped = mapped_size(size);
    forget_frames(stack, mapped - page);
    munmap((char *)stack - page, mapped);
    errno = saved;
}

// MARK: Memory

void fiber_keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
#endif
}
