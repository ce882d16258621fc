import Testing
import ThreadTrace

@testable import ThreadPrograms

/// How watched programs end, or do not.
@Suite struct WatchEndingTests {
    @Test func `two who wait for each other's lock are told, although they hang`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER, right = PTHREAD_MUTEX_INITIALIZER;
            static pthread_barrier_t both;
            static void *alice(void *n) {
                pthread_mutex_lock(&left);
                pthread_barrier_wait(&both);
                pthread_mutex_lock(&right);
                return n;
            }
            static void *bob(void *n) {
                pthread_mutex_lock(&right);
                pthread_barrier_wait(&both);
                pthread_mutex_lock(&left);
                return n;
            }
            int main(void) {
                pthread_t one, two;
                pthread_barrier_init(&both, NULL, 2);
                pthread_create(&one, NULL, alice, NULL);
                pthread_create(&two, NULL, bob, NULL);
                pthread_join(one, NULL);
            }
            """)
        #expect(
            run.verdict
                == .deadlocked(
                    "alice waits for lock right, held by bob; bob waits for lock left, held by alice"))
        #expect(run.events(.deadlock).map(\.thread).sorted() == [2, 3].map(ThreadID.init))
        #expect(run.events(.deadlock).allSatisfy { $0.detail == 1 && $0.activity == .deadlocked })
    }

    @Test func `who takes a lock twice waits for itself`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            int main(void) {
                pthread_mutex_lock(&door);
                pthread_mutex_lock(&door);
            }
            """)
        #expect(run.verdict == .deadlocked("main waits for lock door, held by itself"))
    }

    @Test func `a circle is told at once while others go on, and is the verdict when they end`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER, right = PTHREAD_MUTEX_INITIALIZER;
            static pthread_barrier_t both;
            static void *alice(void *n) {
                pthread_mutex_lock(&left);
                pthread_barrier_wait(&both);
                pthread_mutex_lock(&right);
                return n;
            }
            static void *bob(void *n) {
                pthread_mutex_lock(&right);
                pthread_barrier_wait(&both);
                pthread_mutex_lock(&left);
                return n;
            }
            int main(void) {
                pthread_t one, two;
                pthread_barrier_init(&both, NULL, 2);
                pthread_create(&one, NULL, alice, NULL);
                pthread_create(&two, NULL, bob, NULL);
                // Until both are asleep: they have told it before.
                for (int i = 0; i < 20; i++) usleep(20000);
            }
            """)
        #expect("\(run.verdict)".hasPrefix("deadlocked: alice waits for lock right"))
        let told = try #require(run.events.firstIndex { $0.kind == .deadlock })
        #expect(run.events[told...].contains { $0.kind == .sleep && $0.thread == ThreadID(1) })
    }

    @Test func `what was told before a signal ended the program is shown, and the verdict says which`() throws
    {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            int main(void) {
                pthread_mutex_lock(&door);
                printf("before");
                fflush(stdout);
                raise(SIGSEGV);
            }
            """)
        #expect(run.verdict == .failed("program was ended by signal 11 (Segmentation fault)"))
        #expect(run.events(.acquire, "door").count == 1)
        #expect(run.messages == ["before"])
    }

    @Test func `an exit status is a failure, and _exit ends threads wherever they are`() throws {
        let run = try WatchedRun(
            """
            static sem_t never;
            static void *waiter(void *n) { sem_wait(&never); return n; }
            int main(void) {
                pthread_t thread;
                sem_init(&never, 0, 0);
                pthread_create(&thread, NULL, waiter, NULL);
                _exit(3);
            }
            """)
        #expect(run.verdict == .failed("program ended with exit status 3"))
    }

    @Test func `a process that it makes is not watched, and that is said`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            int main(void) {
                if (fork() == 0) {
                    pthread_mutex_lock(&door);
                    execlp("true", "true", NULL);
                }
                wait(NULL);
                pthread_mutex_lock(&door);
                pthread_mutex_unlock(&door);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.events(.acquire, "door").count == 1)
        #expect(run.messages == ["the program has made another process, which is not watched"])
    }

    @Test func `a program that executes another is watched on, with threads anew`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;
            int main(int count, char **arguments) {
                pthread_mutex_t *own = count > 1 ? &first : &second;
                pthread_mutex_lock(own);
                pthread_mutex_unlock(own);
                if (count > 1) execl(arguments[0], arguments[0], NULL);
            }
            """, arguments: ["again"])
        #expect(run.verdict == .finished)
        #expect(run.threadNames == ["main", "main"])
        #expect(run.events(.acquire, "first").map(\.thread) == [ThreadID(1)])
        #expect(run.events(.acquire, "second").map(\.thread) == [ThreadID(2)])
        #expect(run.events(.finish).count == 2)
    }

    @Test func `a signal's handler that comes at any moment is told, or counted`() throws {
        let run = try WatchedRun(
            """
            static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
            static sem_t bell;
            static volatile int rings;
            static void ring(int number) { rings++; sem_post(&bell); }
            static void *ringer(void *main_thread) {
                for (int i = 0; i < 2000; i++) pthread_kill(*(pthread_t *)main_thread, SIGUSR1);
                return NULL;
            }
            int main(void) {
                pthread_t thread, own = pthread_self();
                sem_init(&bell, 0, 0);
                signal(SIGUSR1, ring);
                pthread_create(&thread, NULL, ringer, &own);
                for (int i = 0; i < 20000; i++) {
                    pthread_mutex_lock(&door);
                    pthread_mutex_unlock(&door);
                }
                pthread_join(thread, NULL);
                printf("%d\\n", rings);
            }
            """)
        #expect(run.verdict == .finished)
        #expect(run.events(.acquire, "door").count == 20_000)
        let rings = try #require(run.messages.compactMap { Int($0) }.first)
        let lost =
            run.messages.compactMap { $0.firstMatch(of: /^(\d+) operation/).flatMap { Int($0.1) } }.first ?? 0
        #expect(run.events(.release, "bell").count + lost == rings)
    }

    @Test func `a program that is not there is refused`() throws {
        #expect(throws: ProgramFault.self) { try WatchedRun(command: ["/nowhere/program"]) }
    }
}
