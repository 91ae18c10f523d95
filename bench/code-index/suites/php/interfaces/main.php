<?php

interface Mailer
{
    public function send(string $to): bool;
}

class SmtpMailer implements Mailer
{
    public function send(string $to): bool
    {
        return $this->connect();
    }

    private function connect(): bool
    {
        return true;
    }
}

class Newsletter
{
    private Mailer $mailer;

    public function __construct(Mailer $mailer)
    {
        $this->mailer = $mailer;
    }

    public function deliver(): void
    {
        $this->mailer->send('all');
    }
}

class Signup
{
    public function __construct(private readonly Mailer $mailer, private ?Newsletter $news = null)
    {
    }

    public function finish(): void
    {
        $this->mailer->send('one');
        $this->news?->deliver();
    }
}

$mailer = new SmtpMailer();
$news = new Newsletter($mailer);
$signup = new Signup($mailer, $news);
$signup->finish();
