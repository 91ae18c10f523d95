class Machine
  def start
    prepare
  end

  def stop; end

  def prepare; end

  def kick(name)
    send(:prepare)
    public_send(name)
  end
end

machine = Machine.new
machine.send(:start)
machine.public_send('stop')
machine.kick(:start)
handler = machine.method(:stop)
handler.call
