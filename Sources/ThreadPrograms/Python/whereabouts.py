# Where threads are, and lines as steps.


def answer_questions(descriptor):
    """Tells, beside all threads, where one of them is that has not come to an operation for long."""
    channel = _socket.socket(fileno=descriptor)
    while True:
        data = channel.recv(4096)
        if not data:
            # Whoever started us is gone, in whatever way.
            if not Wire.has_finished:
                os._exit(70)
            return
        for line in data.splitlines():
            number = loads(line.decode())["where"]
            thread = threads.get(number)
            frame = real_frames().get(real_ident.fget(thread)) if thread is not None else None
            channel.sendall(('{"op":"where","thread":%d,"text":%s}\n' % (number, quoted(whereabouts(frame)))).encode())


def whereabouts(frame):
    """The innermost place of the program's own, and what it is in."""
    inner = frame
    while frame is not None and not sources.is_own(frame.f_code.co_filename):
        frame = frame.f_back
    if frame is None:
        frame = inner
    if frame is None:
        return ""
    text = "%s:%d" % (os.path.basename(frame.f_code.co_filename), frame.f_lineno)
    if inner is not frame:
        text += ", in %s of %s" % (inner.f_code.co_name, os.path.basename(inner.f_code.co_filename))
    return text


def trace_lines(frame, event, arg):
    if not sources.numbers.get(frame.f_code.co_filename) and not sources.is_own(frame.f_code.co_filename):
        return None
    if event == "line" and watched() is not None and not local.wire.depth:
        operate("line")
    return trace_lines
