import Testing
import ThreadTrace

@testable import ThreadPrograms

/// Programs in C that know nothing of us: what their threads do is told as it was.
@Suite struct WatchTests {
    @Test func `a lock has one holder at a time, and the name that the program has for it`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            static void *worker(void *n) {
                for (int i = 0; i < 200; i++) {
                    pthread_mutex_lock(&door);
                    pthread_mutex_unlock(&door);
                }
                return n;
            }
            int main(void) {
                pthread_t threads[4];
                for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, worker, NULL);
                for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
                puts("done");
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.threadNames == ["main", "worker", "worker-2", "worker-3", "worker-4"])
        #expect(run.messages == ["done"])
        #expect(run.events(.acquire, "door").count == 800)
        var holder: ThreadID?
        for event in run.events where run.trace[event.resource]?.name == "door" {
            if event.kind == .acquire {
                #expect(holder == nil && event.value == Int32(event.thread.number))
                holder = event.thread
            } else if event.kind == .release {
                #expect(holder == event.thread && event.value == 0)
                holder = nil
            }
        }
        #expect(
            run.events(.start).count == 4 && run.events(.join).count == 4 && run.events(.finish).count == 5)
    }

    @Test func `operations are placed where the program calls them`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t forks[3];
            int main(void) {
                pthread_mutex_lock(&forks[1]);
                pthread_mutex_unlock(&forks[1]);
            }
            """)
        let event = try #require(run.events(.acquire, "forks[1]").first)
        let place = try #require(run.trace[event.source])
        if place.line > 0 {
            #expect(place.file.hasSuffix("program.c") && place.line == 14)
        } else {
            // Without addr2line.
            #expect(place.file.hasPrefix("main+0x"))
        }
    }

    @Test func `who waits for a condition gives the mutex back, and is woken by who signals`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
            static int is_waiting, is_filled;
            static void *consumer(void *n) {
                pthread_mutex_lock(&door);
                is_waiting = 1;
                while (!is_filled) pthread_cond_wait(&filled, &door);
                pthread_mutex_unlock(&door);
                return n;
            }
            int main(void) {
                pthread_t thread;
                pthread_create(&thread, NULL, consumer, NULL);
                for (int done = 0; !done;) {
                    pthread_mutex_lock(&door);
                    if (is_waiting) {
                        done = is_filled = 1;
                        pthread_cond_signal(&filled);
                    }
                    pthread_mutex_unlock(&door);
                }
                pthread_join(thread, NULL);
                struct timespec past = {0, 0};
                pthread_mutex_lock(&door);
                int result = pthread_cond_timedwait(&filled, &door, &past);
                pthread_mutex_unlock(&door);
                return result != ETIMEDOUT;
            }
            """)
        #expect(run.verdict == .finished)
        // That it had to wait for the mutex is nobody's business here.
        let own = run.events.filter {
            $0.thread == ThreadID(2)
                && ($0.kind != .block || run.trace[$0.resource]?.kind == .condition)
        }.map(\.kind)
        #expect(
            own == [
                .defineThread, .begin, .acquire, .wait, .release, .block, .wake, .acquire, .release, .finish,
            ])
        let wait = try #require(run.events(.wait).first)
        let notify = try #require(run.events(.notify).first)
        let wake = try #require(run.events(.wake).first)
        #expect(wait.step < notify.step && notify.step < wake.step)
        #expect(wait.value == 1 && wake.value == 0)
        #expect(run.events(.timeout, "filled").count == 1)
    }

    @Test func `several read at once, and one alone writes`() throws {
        let run = try WatchedRun(
            """
            static pthread_rwlock_t table = PTHREAD_RWLOCK_INITIALIZER;
            static pthread_barrier_t both;
            static void *reader(void *n) {
                pthread_rwlock_rdlock(&table);
                pthread_barrier_wait(&both);
                pthread_barrier_wait(&both);
                pthread_rwlock_unlock(&table);
                return n;
            }
            int main(void) {
                pthread_t thread;
                pthread_barrier_init(&both, NULL, 2);
                pthread_create(&thread, NULL, reader, NULL);
                pthread_rwlock_rdlock(&table);
                pthread_barrier_wait(&both);
                int result = pthread_rwlock_trywrlock(&table);
                pthread_rwlock_unlock(&table);
                pthread_barrier_wait(&both);
                pthread_join(thread, NULL);
                pthread_rwlock_wrlock(&table);
                pthread_rwlock_unlock(&table);
                pthread_rwlock_destroy(&table);
                return result != EBUSY;
            }
            """)
        #expect(run.verdict == .finished)
        let table = try #require(run.resource("table"))
        #expect(table.kind == .rwlock)
        #expect(run.events(.acquire, "table").map(\.value) == [-1, -2, 1])
        #expect(run.events(.release, "table").map(\.value) == [-1, 0, 0])
        #expect(run.events(.timeout, "table").map(\.waitLimit) == [.atOnce])
        #expect(run.events(.destroy, "table").count == 1)
        #expect(run.events.filter { $0.kind == .acquire }.allSatisfy { $0.holds == $0.resource })
    }

    @Test func `a semaphore has its permits, and never less than none`() throws {
        let run = try WatchedRun(
            """
            static sem_t permits;
            static void *worker(void *n) {
                for (int i = 0; i < 50; i++) {
                    sem_wait(&permits);
                    sched_yield();
                    sem_post(&permits);
                }
                return n;
            }
            int main(void) {
                pthread_t threads[5];
                sem_init(&permits, 0, 2);
                for (int i = 0; i < 5; i++) pthread_create(&threads[i], NULL, worker, NULL);
                for (int i = 0; i < 5; i++) pthread_join(threads[i], NULL);
                sem_trywait(&permits), sem_trywait(&permits);
                if (sem_trywait(&permits) == 0 || errno != EAGAIN) return 1;
                sem_destroy(&permits);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.resource("permits")?.capacity == 2)
        let values = run.events.filter { run.trace[$0.resource]?.name == "permits" && $0.kind.isStep }.map(
            \.value)
        #expect(values.allSatisfy { (0...2).contains($0) } && values.last == 0)
        #expect(run.events(.acquire, "permits").count == 252)
    }

    @Test func `a barrier opens with the last who comes`() throws {
        let run = try WatchedRun(
            """
            static pthread_barrier_t meeting;
            static void *worker(void *n) {
                for (int i = 0; i < 20; i++) pthread_barrier_wait(&meeting);
                return n;
            }
            int main(void) {
                pthread_t threads[3];
                pthread_barrier_init(&meeting, NULL, 3);
                for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, worker, NULL);
                for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
                pthread_barrier_destroy(&meeting);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.events(.arrive).count == 40 && run.events(.trip).count == 20)
        #expect(run.events(.pass).count == 40)
        #expect(run.events(.arrive).allSatisfy { (1...2).contains($0.value) })
    }

    @Test func `limits, attempts and errors are told as they are`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER, again, strict;
            static void *other(void *n) {
                struct timespec past = {0, 0};
                if (pthread_mutex_trylock(&plain) != EBUSY) exit(1);
                if (pthread_mutex_timedlock(&plain, &past) != ETIMEDOUT) exit(2);
                if (pthread_mutex_unlock(&strict) != EPERM) exit(3);
                return n;
            }
            int main(void) {
                pthread_t thread;
                pthread_mutexattr_t attributes;
                pthread_mutexattr_init(&attributes);
                pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
                pthread_mutex_init(&again, &attributes);
                pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
                pthread_mutex_init(&strict, &attributes);
                pthread_mutex_lock(&again), pthread_mutex_lock(&again);
                pthread_mutex_unlock(&again), pthread_mutex_unlock(&again);
                pthread_mutex_lock(&strict);
                if (pthread_mutex_lock(&strict) != EDEADLK) exit(4);
                pthread_mutex_lock(&plain);
                pthread_create(&thread, NULL, other, NULL);
                pthread_join(thread, NULL);
                pthread_mutex_unlock(&plain);
                pthread_mutex_unlock(&strict);
                pthread_mutex_destroy(&again);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.resource("again")?.kind == .rlock && run.resource("plain")?.kind == .lock)
        #expect(run.events(.release, "again").map(\.value) == [1, 0])
        #expect(run.events(.timeout, "plain").map(\.waitLimit) == [.atOnce, .timed])
        #expect(run.events(.reject, "strict").count == 2)
        #expect(run.events(.deadlock).isEmpty)
    }

    @Test func `threads end in every way, and have the names that they are given`() throws {
        let run = try WatchedRun(
            """
            static sem_t begun;
            static void *leaver(void *n) { pthread_exit(n); }
            static void *victim(void *n) {
                pthread_setname_np(pthread_self(), "a victim's name");
                sem_post(&begun);
                pause();
                return n;
            }
            int main(void) {
                pthread_t one, two;
                sem_init(&begun, 0, 0);
                pthread_create(&one, NULL, leaver, NULL);
                pthread_create(&two, NULL, victim, NULL);
                sem_wait(&begun);
                pthread_cancel(two);
                pthread_join(one, NULL);
                pthread_join(two, NULL);
                usleep(10), nanosleep(&(struct timespec){0, 10}, NULL);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.threadNames == ["main", "leaver", "a victim's name"])
        #expect(run.events(.finish).map(\.thread).sorted() == [1, 2, 3].map(ThreadID.init))
        #expect(run.events(.sleep).count == 2)
    }

    @Test func `a hundred threads are told of, each with all that it did`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            static void *worker(void *n) {
                for (int i = 0; i < 20; i++) {
                    pthread_mutex_lock(&door);
                    pthread_mutex_unlock(&door);
                }
                return n;
            }
            int main(void) {
                pthread_t threads[100];
                for (int i = 0; i < 100; i++) pthread_create(&threads[i], NULL, worker, NULL);
                for (int i = 0; i < 100; i++) pthread_join(threads[i], NULL);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.trace.threadCount == 101)
        for thread in run.trace.threadIDs.dropFirst() {
            #expect(run.events.count { $0.thread == thread && $0.kind == .acquire } == 20)
        }
    }

    @Test func `a program that does more than is read at once waits, and loses nothing`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            int main(void) {
                for (int i = 0; i < 50000; i++) {
                    pthread_mutex_lock(&door);
                    pthread_mutex_unlock(&door);
                }
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.events(.acquire).count == 50_000 && run.events(.release).count == 50_000)
        #expect(run.messages.isEmpty)
    }
}
