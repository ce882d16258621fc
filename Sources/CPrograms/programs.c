#define _GNU_SOURCE
#include "programs.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

int programs_memory_file(void) { return memfd_create("client", MFD_CLOEXEC); }

int programs_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int programs_close_from(posix_spawn_file_actions_t *actions, int lowest) {
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

ptrdiff_t programs_send_descriptor(int socket, const void *bytes, size_t count, int descriptor) {
    union {
        char space[CMSG_SPACE(sizeof(int))];
        struct cmsghdr alignment;
    } control;
    memset(&control, 0, sizeof control);
    struct iovec part = {(void *)bytes, count};
    struct msghdr message = {0};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.space;
    message.msg_controllen = sizeof control.space;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

static _Thread_local cpu_set_t before;
static _Thread_local int stays;

int programs_stay_on_processor(void) {
    int processor = sched_getcpu();
    if (processor < 0 || stays || sched_getaffinity(0, sizeof before, &before) != 0) return processor;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    stays = sched_setaffinity(0, sizeof one, &one) == 0;
    return processor;
}

void programs_leave_processor(void) {
    if (stays) sched_setaffinity(0, sizeof before, &before);
    stays = 0;
}
