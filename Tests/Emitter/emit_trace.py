"""Writes what a few threads with a lock do as a trace: python3 emit_trace.py | threadlanes replay -"""
import json, threading, time
begun, writing, lock = time.perf_counter_ns(), threading.Lock(), threading.Lock()

def write(make):
    with writing:  # one line at a time, in the order of their times
        print(json.dumps(make(time.perf_counter_ns() - begun)), flush=True)

def event(kind, *rest):
    thread = threading.get_native_id()
    write(lambda now: [now, thread, kind, *rest])

def work():
    thread, name = threading.get_native_id(), threading.current_thread().name
    write(lambda now: {"thread": thread, "name": name, "time": now})
    event("begin")
    for _ in range(2):
        event("block", 1)
        with lock:
            event("acquire", 1)
            time.sleep(0.3)
            event("release", 1)
    event("finish")

print(json.dumps({"format": "threadlanes-trace", "version": 1, "program": "emit_trace.py"}))
print(json.dumps({"resource": 1, "kind": "lock", "name": "shared.lock"}))
threads = [threading.Thread(target=work, name=f"worker-{number}") for number in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
write(lambda now: {"verdict": "finished", "time": now})
