import Threadlanes

Threadlanes.main()
