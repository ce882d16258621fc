#define _GNU_SOURCE
#include "CFibers.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifndef MAP_STACK
#define MAP_STACK 0
#endif

// There where the program is built with the address sanitizer, whoever compiled this file.
__attribute__((weak)) void __sanitizer_start_switch_fiber(void **fake_stack_save, const void *bottom, size_t size);
__attribute__((weak)) void __sanitizer_finish_switch_fiber(void *fake_stack, const void **bottom_old, size_t *size_old);

/// Who was left last on this thread of the system: what it learns of its own stack is told to whoever comes next.
static _Thread_local fiber *left;

#if (defined(__x86_64__) || defined(__aarch64__)) && !defined(CFIBERS_UCONTEXT)

#define STRINGIFIED(x) #x
#define STRING(x) STRINGIFIED(x)
#define SYMBOL(name) STRING(__USER_LABEL_PREFIX__) name
#ifdef __ELF__
#define FUNCTION(name) ".globl " SYMBOL(name) "\n.hidden " SYMBOL(name) "\n.type " SYMBOL(name) ",%function\n" SYMBOL(name) ":\n"
#else
#define FUNCTION(name) ".globl " SYMBOL(name) "\n.private_extern " SYMBOL(name) "\n.p2align 2\n" SYMBOL(name) ":\n"
#endif

extern void cfibers_swap(void **from, void *to);
extern void cfibers_start(void);

#if defined(__x86_64__)
// What a callee has to keep goes on the stack: six registers, and the control words of both floating-point units.
__asm__(
    ".text\n" FUNCTION("cfibers_swap")
    "  pushq %rbp\n  pushq %rbx\n  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
    "  subq $8, %rsp\n  stmxcsr (%rsp)\n  fnstcw 4(%rsp)\n"
    "  movq %rsp, (%rdi)\n  movq %rsi, %rsp\n"
    "  ldmxcsr (%rsp)\n  fldcw 4(%rsp)\n  addq $8, %rsp\n"
    "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rbx\n  popq %rbp\n  ret\n"
    // The first function of every fiber; whoever looks for its caller finds none.
    FUNCTION("cfibers_start")
    "  .cfi_startproc\n  .cfi_undefined rip\n  movq %r12, %rdi\n  callq *%rbx\n  ud2\n  .cfi_endproc\n");
enum { saved_words = 7, return_word = 7, frame_words = 9, entry_word = 5, argument_word = 4 };
#else
__asm__(
    ".text\n" FUNCTION("cfibers_swap")
    "  sub sp, sp, #176\n"
    "  stp x19, x20, [sp, #0]\n  stp x21, x22, [sp, #16]\n  stp x23, x24, [sp, #32]\n"
    "  stp x25, x26, [sp, #48]\n  stp x27, x28, [sp, #64]\n  stp x29, x30, [sp, #80]\n"
    "  stp d8, d9, [sp, #96]\n  stp d10, d11, [sp, #112]\n  stp d12, d13, [sp, #128]\n  stp d14, d15, [sp, #144]\n"
    "  mov x9, sp\n  str x9, [x0]\n  mov sp, x1\n"
    "  ldp x19, x20, [sp, #0]\n  ldp x21, x22, [sp, #16]\n  ldp x23, x24, [sp, #32]\n"
    "  ldp x25, x26, [sp, #48]\n  ldp x27, x28, [sp, #64]\n  ldp x29, x30, [sp, #80]\n"
    "  ldp d8, d9, [sp, #96]\n  ldp d10, d11, [sp, #112]\n  ldp d12, d13, [sp, #128]\n  ldp d14, d15, [sp, #144]\n"
    "  add sp, sp, #176\n  ret\n"
    FUNCTION("cfibers_start")
    "  .cfi_startproc\n  .cfi_undefined x30\n  mov x0, x20\n  blr x19\n  brk #1\n  .cfi_endproc\n");
enum { return_word = 11, frame_words = 22, entry_word = 0, argument_word = 1 };
#endif

#ifdef __ELF__
__asm__(".section .note.GNU-stack,\"\",%progbits\n.text\n");
#endif

static void prepare(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument) {
    uintptr_t top = ((uintptr_t)stack + size) & ~(uintptr_t)15;
    uintptr_t *frame = (uintptr_t *)top - frame_words - (frame_words & 1);
    for (int word = 0; word < frame_words; word++) frame[word] = 0;
#if defined(__x86_64__)
    uint32_t mxcsr;
    uint16_t control;
    __asm__ volatile("stmxcsr %0\n fnstcw %1" : "=m"(mxcsr), "=m"(control));
    frame[0] = (uintptr_t)mxcsr | (uintptr_t)control << 32;
#endif
    frame[entry_word] = (uintptr_t)entry;
    frame[argument_word] = (uintptr_t)argument;
    frame[return_word] = (uintptr_t)cfibers_start;
    self->stack_pointer = frame;
}

static void swap(fiber *from, fiber *to) { cfibers_swap(&from->stack_pointer, to->stack_pointer); }

#else

#include <stdlib.h>
#include <ucontext.h>

// Elsewhere the system's own contexts serve, which also save the signal mask: some hundred nanoseconds.
static void start(unsigned entry_high, unsigned entry_low, unsigned argument_high, unsigned argument_low) {
    void (*entry)(void *) = (void (*)(void *))((uint64_t)entry_high << 32 | entry_low);
    entry((void *)((uint64_t)argument_high << 32 | argument_low));
    abort();
}

static void prepare(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument) {
    // Its context lies at the top of its own stack.
    size_t room = (sizeof(ucontext_t) + 63) & ~(size_t)63;
    ucontext_t *context = (ucontext_t *)(((uintptr_t)stack + size - room) & ~(uintptr_t)63);
    getcontext(context);
    context->uc_stack.ss_sp = stack;
    context->uc_stack.ss_size = (size_t)((char *)context - (char *)stack);
    context->uc_link = NULL;
    uint64_t e = (uintptr_t)entry, a = (uintptr_t)argument;
    makecontext(
        context, (void (*)(void))start, 4, (unsigned)(e >> 32), (unsigned)e, (unsigned)(a >> 32), (unsigned)a);
    self->stack_pointer = context;
}

static void swap(fiber *from, fiber *to) {
    ucontext_t own;
    if (!from->is_made) from->stack_pointer = &own;
    swapcontext(from->stack_pointer, to->stack_pointer);
}

#endif

/// Told the address sanitizer once a stack has been come to, by whoever is on it. Not itself checked: it runs between two stacks.
static void arrived(fiber *self, fiber *before) {
    if (!__sanitizer_finish_switch_fiber) return;
    const void *bottom = NULL;
    size_t size = 0;
    __sanitizer_finish_switch_fiber(self->fake_stack, &bottom, &size);
    if (before && before->stack_size == 0) {
        before->stack_bottom = bottom;
        before->stack_size = size;
    }
}

typedef struct first_call {
    void (*entry)(void *);
    void *argument;
    fiber *self;
} first_call;

/// The first thing on a fiber's stack.
static void enter(void *pointer) {
    first_call call = *(first_call *)pointer;
    arrived(call.self, left);
    call.entry(call.argument);
}

void fiber_make(fiber *self, void *stack, size_t size, void (*entry)(void *), void *argument) {
    // The call lies at the low end of the stack, which nothing has come to when it is read.
    first_call *call = stack;
    *call = (first_call){entry, argument, self};
    self->fake_stack = NULL;
    self->is_made = 1;
    self->stack_bottom = stack;
    self->stack_size = size;
    prepare(self, stack, size, enter, call);
}

static void leave(fiber *from, fiber *to, int isLast) {
    if (__sanitizer_start_switch_fiber)
        __sanitizer_start_switch_fiber(isLast ? NULL : &from->fake_stack, to->stack_bottom, to->stack_size);
    left = from;
    swap(from, to);
    arrived(from, left);
}

void fiber_switch(fiber *from, fiber *to) { leave(from, to, 0); }

void fiber_switch_last(fiber *from, fiber *to) { leave(from, to, 1); }

static size_t pages(size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

void *fiber_stack_allocate(size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(
        NULL, pages(size) + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    mprotect(memory, page, PROT_NONE);
    return memory + page;
}

void fiber_stack_free(void *stack, size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    munmap((char *)stack - page, pages(size) + page);
}
