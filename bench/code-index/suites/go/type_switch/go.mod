module example.com/typeswitch
